import { input, model, type SymbolicTensor } from "@tensorflow/tfjs-layers";
import {
  type Decoder,
  type Encoder,
  initialise,
  type SegmentationModel,
  segmentationModel,
} from "@undercoat/segmentation";
import { convolution, relu } from "@undercoat/tensor";
import { scheme } from "./made-up.ts";

function encoder(): Encoder {
  const image = input({ shape: [null, null, 2], name: "image" });
  const kernel = { name: "encoder.conv1", filters: 4, kernelSize: 3, strides: 2, padding: 1 };
  const output = relu({ name: "encoder.relu" }).apply(convolution(kernel).apply(image)) as SymbolicTensor;
  return {
    kind: "encoder",
    specVersion: 1,
    name: "tiny",
    options: {},
    inChannels: 2,
    features: [{ layerName: "encoder.relu", channels: 4, reduction: 2 }],
    groups: [{ name: "encoder.stem", layerNames: ["encoder.conv1", "encoder.relu"] }],
    network: model({ inputs: image, outputs: output }),
  };
}

const decoder: Decoder = {
  kind: "decoder",
  specVersion: 1,
  name: "tiny",
  options: {},
  sizeMultiple: 4,
  head: { kernelSize: 1, upsampling: 2 },
  connect: ([feature]) => {
    const layer = convolution({ name: "decoder.conv", filters: 3, kernelSize: 3, padding: 1 });
    const output = layer.apply(feature as SymbolicTensor) as SymbolicTensor;
    return { output, groups: [{ name: "decoder.block1", layerNames: ["decoder.conv"] }] };
  },
};

/** Two bands, three classes, a network of two layers that looks five pixels far. */
export function tinyModel(seed: number): SegmentationModel {
  const made = segmentationModel({
    encoder: encoder(),
    decoder,
    scheme,
    bands: [{ name: "red" }, { name: "green" }],
    normalisation: { mean: [100, 120], standardDeviation: [40, 50] },
  });
  initialise(made, { seed });
  return made;
}
