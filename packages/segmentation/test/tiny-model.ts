import { input, model, type SymbolicTensor } from "@tensorflow/tfjs-layers";
import { batchNorm, convolution, relu } from "@undercoat/tensor";
import { type Decoder, type Encoder, type SegmentationModel, segmentationModel } from "../src/index.ts";

/** An encoder of two layers with one feature of half the image's size. */
export function tinyEncoder({
  channels = 3,
  inChannels = 2,
}: {
  channels?: number;
  inChannels?: number;
} = {}): Encoder {
  const image = input({ shape: [null, null, inChannels], name: "image" });
  const kernel = { name: "encoder.conv1", filters: channels, kernelSize: 3, strides: 2, padding: 1 };
  const normed = batchNorm({ name: "encoder.bn1" }).apply(convolution(kernel).apply(image));
  const output = relu({ name: "encoder.relu" }).apply(normed) as SymbolicTensor;
  return {
    kind: "encoder",
    specVersion: 1,
    name: "tiny",
    options: { channels, inChannels },
    inChannels,
    features: [{ layerName: "encoder.relu", channels, reduction: 2 }],
    groups: [{ name: "encoder.stem", layerNames: ["encoder.conv1", "encoder.bn1", "encoder.relu"] }],
    network: model({ inputs: image, outputs: output }),
  };
}

/** A decoder of one convolution; images must be multiples of 4. */
export function tinyDecoder({ channels = 2 }: { channels?: number } = {}): Decoder {
  return {
    kind: "decoder",
    specVersion: 1,
    name: "tiny",
    options: { channels },
    sizeMultiple: 4,
    head: { kernelSize: 1, upsampling: 2 },
    connect: ([feature]) => {
      const layer = convolution({ name: "decoder.conv", filters: channels, kernelSize: 3, padding: 1 });
      const output = layer.apply(feature as SymbolicTensor) as SymbolicTensor;
      return { output, groups: [{ name: "decoder.block1", layerNames: ["decoder.conv"] }] };
    },
  };
}

/** Two classes. */
export const scheme = {
  name: "buildings",
  classes: [
    { value: 0, name: "other" },
    { value: 7, name: "building", colorHint: "ff0000" },
  ],
};

/** Tiny encoder + tiny decoder. */
export function tinyModel(options: { channels?: number; inChannels?: number } = {}): SegmentationModel {
  return segmentationModel({ encoder: tinyEncoder(options), decoder: tinyDecoder(), scheme });
}
