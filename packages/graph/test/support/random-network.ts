import * as tf from "@tensorflow/tfjs-core";
import { input, type LayersModel, model, type SymbolicTensor } from "@tensorflow/tfjs-layers";
import {
  add,
  batchNorm,
  concatenate,
  convolution,
  type Layer,
  maxPool3x3Stride2,
  relu,
  upsampleBilinear2x,
  upsampleNearest2x,
} from "@undercoat/tensor";
import fc from "fast-check";
import { floats } from "./numbers.ts";

/** One stage of a network. */
export type Stage =
  | { kind: "conv"; kernelSize: number; strides: number; filters: number; useBias: boolean }
  | { kind: "norm" | "relu" | "pool" | "nearest" | "bilinear" | "concat" | "add" };

/** A network, its images and its numbers. */
export interface Recipe {
  readonly shape: readonly [number, number, number, number];
  readonly stages: readonly Stage[];
  readonly seed: number;
}

const conv: fc.Arbitrary<Stage> = fc.record({
  kind: fc.constant("conv" as const),
  kernelSize: fc.constantFrom(1, 3, 5),
  strides: fc.constantFrom(1, 2),
  filters: fc.integer({ min: 1, max: 5 }),
  useBias: fc.boolean(),
});
const other: fc.Arbitrary<Stage> = fc.record({
  kind: fc.constantFrom("norm", "relu", "pool", "nearest", "bilinear", "concat", "add"),
});

/** Networks of two to six stages on images of 4 to 11 pixels, batch 1 to 3. */
export const recipes: fc.Arbitrary<Recipe> = fc.record({
  shape: fc.tuple(
    fc.integer({ min: 1, max: 3 }),
    fc.integer({ min: 4, max: 11 }),
    fc.integer({ min: 4, max: 11 }),
    fc.integer({ min: 1, max: 4 }),
  ),
  stages: fc
    .array(fc.oneof(conv, other), { minLength: 1, maxLength: 5 })
    .chain((stages) => conv.map((first) => [first, ...stages])),
  seed: fc.integer({ min: 1, max: 1000 }),
});

/** Larger maps are not enlarged further. */
const LARGEST = 12;

/** The model of a recipe, with weights drawn from its seed. */
export function networkOf({ shape: [, ...shape], stages, seed }: Recipe): LayersModel {
  const image = input({ shape });
  const maps = [image];
  for (const [index, stage] of stages.entries()) maps.push(staged(stage, maps, `stage${seed}_${index}`));
  const network = model({ inputs: image, outputs: maps.at(-1)! });
  tf.tidy(() => {
    network.setWeights(
      network.weights.map(({ shape, originalName }, index) => {
        const positive = /running_var|norm\/weight/.test(originalName);
        const numbers = floats(shape as number[], seed + index, positive ? 0.5 : -0.7, positive ? 1.5 : 0.7);
        return tf.tensor(numbers, shape as number[]);
      }),
    );
  });
  return network;
}

function staged(stage: Stage, maps: readonly SymbolicTensor[], name: string): SymbolicTensor {
  const x = maps.at(-1)!;
  const apply = (layer: Layer, ...inputs: SymbolicTensor[]) =>
    layer.apply(inputs.length === 1 ? inputs[0]! : inputs) as SymbolicTensor;
  const small = Math.max(...x.shape.slice(1, 3).map(Number)) * 2 <= LARGEST;
  const alike = (length: number) =>
    maps.findLast((map) => map !== x && `${map.shape.slice(0, length)}` === `${x.shape.slice(0, length)}`) ??
    apply(relu({ name: `${name}_own` }), x);
  switch (stage.kind) {
    case "conv":
      return apply(convolution({ ...stage, name, padding: Math.floor(stage.kernelSize / 2) }), x);
    case "norm":
      return apply(batchNorm({ name: `${name}_norm` }), x);
    case "relu":
      return apply(relu({ name }), x);
    case "pool":
      return apply(maxPool3x3Stride2({ name }), x);
    case "nearest":
      return small ? apply(upsampleNearest2x({ name }), x) : x;
    case "bilinear":
      return small ? apply(upsampleBilinear2x({ name }), x) : x;
    case "concat":
      return apply(concatenate({ name }), x, alike(3));
    case "add":
      return apply(add({ name }), x, alike(4));
  }
}
