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

/** Three classes without meaning. */
const threeClasses: ClassScheme = {
  name: "three",
  classes: [0, 1, 2].map((value) => ({ value, name: `class ${value}` })),
};

/** Two encoder groups with batch normalisation, one decoder block, a head. */
export function tinyModel(seed = 1, width = 3, inChannels = 2, scheme = threeClasses): SegmentationModel {
  const model = segmentationModel({
    encoder: tinyEncoder(width, inChannels),
    decoder: tinyDecoder(),
    scheme,
  });
  initialise(model, { seed });
  return model;
}

function tinyEncoder(width: number, inChannels: number): Encoder {
  const image = input({ shape: [null, null, inChannels] });
  const stem = block(image, "encoder.conv1", "encoder.bn1", width);
  const deep = block(stem, "encoder.layer1.conv", "encoder.layer1.bn", width);
  return {
    kind: "encoder",
    specVersion: 1,
    name: "tiny",
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

function tinyDecoder(): Decoder {
  return {
    kind: "decoder",
    specVersion: 1,
    name: "tiny",
    options: {},
    sizeMultiple: 2,
    head: { kernelSize: 1, upsampling: 1 },
    connect: ([feature]) => ({
      output: block(feature as SymbolicTensor, "decoder.conv", "decoder.bn", 3),
      groups: [{ name: "decoder.block1", layerNames: ["decoder.conv", "decoder.bn"] }],
    }),
  };
}

function block(
  x: SymbolicTensor,
  convolutionName: string,
  normName: string,
  filters: number,
): SymbolicTensor {
  const layers = [
    convolution({ name: convolutionName, filters, kernelSize: 3, padding: 1 }),
    batchNorm({ name: normName }),
    relu({ name: `${normName}.relu` }),
  ];
  return layers.reduce((y, layer) => layer.apply(y) as SymbolicTensor, x);
}
