import * as tf from "@tensorflow/tfjs-core";
import { deeplabv3plus, fpn, linear, linknet, pspnet, unet, upernet } from "@undercoat/decoders";
import { mobilenetV2, resnet } from "@undercoat/encoders";
import {
  applyFreezePlan,
  type Decoder,
  type Encoder,
  type SegmentationModel,
  segmentationModel,
  setWeights,
  type WeightValues,
} from "@undercoat/segmentation";
import { goldenImage, goldenWeight } from "@undercoat/test-utils";
import type { ModelCase, WholeCase } from "./golden-case.ts";
import { kernelFromTorch, mapIndex } from "./layouts.ts";

type Options = Readonly<Record<string, unknown>>;

interface EncoderOptions {
  readonly inChannels: number;
  readonly outputStride: 8 | 16 | 32;
}

const ENCODERS: Readonly<Record<string, (options: EncoderOptions) => Encoder>> = {
  resnet18: (options) => resnet({ depth: 18, ...options }),
  resnet34: (options) => resnet({ depth: 34, ...options }),
  resnet50: (options) => resnet({ depth: 50, ...options }),
  mobilenet_v2: (options) => mobilenetV2(options),
};

/** Dropout is off in the golden models. */
const OFF = { dropout: 0 };

const DECODERS: Readonly<Record<string, (options: Options) => Decoder>> = {
  unet: ({ decoderChannels, ...rest }) =>
    unet({ ...(decoderChannels ? { channels: decoderChannels } : {}), ...rest } as never),
  fpn: (options) => fpn({ ...options, ...OFF } as never),
  pspnet: ({ upsampling: _of, ...rest }) => pspnet({ ...rest, ...OFF } as never),
  deeplabv3plus: ({ decoderChannels, ...rest }) =>
    deeplabv3plus({ ...(decoderChannels ? { channels: decoderChannels } : {}), ...rest, ...OFF } as never),
  upernet: ({ decoderChannels }) => upernet({ channels: decoderChannels } as never),
  linknet: (options) => linknet(options as never),
  linear: (options) => linear(options as never),
};

function strideOf(decoder: string, { outputStride = 16 }: Options): EncoderOptions["outputStride"] {
  return decoder === "deeplabv3plus" ? (outputStride as 8 | 16) : 32;
}

/** Our model of a case, with weights of zero. */
export function emptyModel({ encoder, decoder, inChannels, classes, options }: ModelCase): SegmentationModel {
  return segmentationModel({
    encoder: ENCODERS[encoder]!({ inChannels, outputStride: strideOf(decoder, options) }),
    decoder: DECODERS[decoder]!(options),
    scheme: {
      name: "golden",
      classes: Array.from({ length: classes }, (_, value) => ({ value, name: `class ${value}` })),
    },
  });
}

/** The weights of a case by the formula, in our layouts. */
export function goldenWeights({ golden, file, tensors }: WholeCase): ReadonlyMap<string, WeightValues> {
  const model = emptyModel(golden);
  const shapes = new Map(tensors.map(({ name, shape }) => [name, shape]));
  const weights = model.parameters().map(({ name, shape }) => {
    const stored = shapes.get(name) ?? [];
    const data = kernelFromTorch(goldenWeight(file.salt, name, stored), shape, stored);
    return [name, { shape, data }] as const;
  });
  model.dispose();
  return new Map(weights);
}

/** Our model of a case, with the case's weights and frozen groups. */
export function goldenModel(
  golden: ModelCase,
  weights: ReadonlyMap<string, WeightValues>,
): SegmentationModel {
  const model = emptyModel(golden);
  setWeights(model, weights);
  if (golden.freezeEncoder) applyFreezePlan(model, { encoder: "frozen" });
  return model;
}

/** Images and labels of a case. */
export interface GoldenBatch {
  readonly images: tf.Tensor4D;
  readonly labels: Int32Array;
  readonly labelShape: [number, number, number];
}

/** Images and labels of a case. */
export function goldenBatch({ golden, file }: WholeCase): GoldenBatch {
  const { batch, height, width, inChannels } = golden;
  const shape = [batch, inChannels, height, width] as const;
  const image = goldenImage(file.salt, shape);
  const data = new Float32Array(image.length);
  image.forEach((value, index) => {
    data[mapIndex(index, shape)] = value;
  });
  return {
    images: tf.tensor4d(data, [batch, height, width, inChannels]),
    labels: Int32Array.from(file.labels.data),
    labelShape: [batch, height, width],
  };
}
