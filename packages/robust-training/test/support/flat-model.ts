import { input, model as layersModel, type SymbolicTensor } from "@tensorflow/tfjs-layers";
import type { ClassScheme } from "@undercoat/raster";
import {
  type Decoder,
  type Encoder,
  initialise,
  type SegmentationModel,
  segmentationModel,
} from "@undercoat/segmentation";
import { batchNorm, convolution, relu } from "@undercoat/tensor";

/** Three convolutions of full resolution and a head: small, and yet wide enough to learn a small scene by heart. */
export function flatModel({ seed, width = 24, bands, scheme }: FlatModelOptions): SegmentationModel {
  const model = segmentationModel({
    encoder: flatEncoder(width, bands),
    decoder: flatDecoder(width),
    scheme,
  });
  initialise(model, { seed });
  return model;
}

/** What a {@link flatModel} is made of. */
export interface FlatModelOptions {
  readonly seed: number;
  readonly width?: number;
  readonly bands: number;
  readonly scheme: ClassScheme;
}

function flatEncoder(width: number, inChannels: number): Encoder {
  const image = input({ shape: [null, null, inChannels] });
  const stem = block(image, "encoder.conv1", "encoder.bn1", width);
  const deep = block(stem, "encoder.layer1.conv", "encoder.layer1.bn", width);
  return {
    kind: "encoder",
    specVersion: 1,
    name: "flat",
    options: {},
    inChannels,
    features: [{ layerName: "encoder.layer1.bn.relu", channels: width, reduction: 1 }],
    groups: [
      { name: "encoder.stem", layerNames: ["encoder.conv1", "encoder.bn1"] },
      { name: "encoder.stage1", layerNames: ["encoder.layer1.conv", "encoder.layer1.bn"] },
    ],
    network: layersModel({ inputs: image, outputs: deep }),
  };
}

function flatDecoder(width: number): Decoder {
  return {
    kind: "decoder",
    specVersion: 1,
    name: "flat",
    options: {},
    sizeMultiple: 1,
    head: { kernelSize: 1, upsampling: 1 },
    connect: ([feature]) => ({
      output: block(feature as SymbolicTensor, "decoder.conv", "decoder.bn", width),
      groups: [{ name: "decoder.block1", layerNames: ["decoder.conv", "decoder.bn"] }],
    }),
  };
}

function block(x: SymbolicTensor, name: string, normName: string, filters: number): SymbolicTensor {
  const layers = [
    convolution({ name, filters, kernelSize: 3, padding: 1 }),
    batchNorm({ name: normName }),
    relu({ name: `${normName}.relu` }),
  ];
  return layers.reduce((y, layer) => layer.apply(y) as SymbolicTensor, x);
}

/** Layer groups of a {@link flatModel}. */
export const FLAT_GROUPS = ["encoder.stem", "encoder.stage1", "decoder.block1", "head"];
