import * as tf from "@tensorflow/tfjs-core";
import type { SymbolicTensor } from "@tensorflow/tfjs-layers";
import { createRng } from "@undercoat/random";
import { convolution } from "@undercoat/tensor";
import { expect } from "vitest";
import type { Decoder } from "../decoder.ts";
import type { Encoder } from "../encoder.ts";
import type { SegmentationModel } from "../model.ts";
import { segmentationModel } from "../segmentation-model.ts";

/** A decoder of one 1×1 convolution on the deepest feature. */
export function contractDecoder(): Decoder {
  return {
    kind: "decoder",
    specVersion: 1,
    name: "contract",
    options: {},
    sizeMultiple: 1,
    head: { kernelSize: 1, upsampling: 1 },
    connect: (features) => {
      const layer = convolution({ name: "decoder.conv", filters: 2, kernelSize: 1 });
      const output = layer.apply(features.at(-1) as SymbolicTensor) as SymbolicTensor;
      return { output, groups: [{ name: "decoder.block1", layerNames: ["decoder.conv"] }] };
    },
  };
}

/** The encoder in a model, so that it can be initialised, saved and loaded. */
export function contractModel(encoder: Encoder): SegmentationModel {
  const classes = ["other", "one"].map((name, value) => ({ value, name }));
  return segmentationModel({ encoder, decoder: contractDecoder(), scheme: { name: "contract", classes } });
}

/** An image of numbers in (−1, 1). */
export function contractImage(shape: [number, number, number, number]): tf.Tensor4D {
  return tf.tensor4d(contractNumbers("image", shape), shape);
}

/** Numbers in (−1, 1), the same for one name and shape. */
export function contractNumbers(name: string, shape: readonly number[]): Float32Array {
  const rng = createRng(7).fork(name);
  const size = shape.reduce((product, length) => product * length, 1);
  return Float32Array.from({ length: size }, () => 2 * rng.next() - 1);
}

/** Fails where tensors are left after a check. */
export async function withoutLeak(check: () => void | Promise<void>): Promise<void> {
  const before = tf.memory().numTensors;
  await check();
  expect(tf.memory().numTensors - before, "tensors left over").toBe(0);
}
