import * as tf from "@tensorflow/tfjs-core";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { compileFunction } from "../src/compile-function.ts";
import { onCpu, withGradients } from "./support/kernel-case.ts";
import { count, difference, numbersOf } from "./support/numbers.ts";
import { useCpu } from "./support/use-cpu.ts";

beforeAll(useCpu);

/** A few float32 products and sums of up to some hundred numbers in another order. */
const TOLERANCE = 1e-4;
const SEED = 42;
const LARGEST = 600;

/** A number that decides what a step does; a step that does not fit the shape leaves it alone. */
type Choice = number;
type Step = (x: tf.Tensor, choice: Choice, earlier: readonly tf.Tensor[]) => tf.Tensor;

const pick = (choice: Choice, length: number) => (length === 0 ? 0 : choice % length);
const kernel = (from: number, to: number) => {
  const numbers = Float32Array.from({ length: 9 * from * to }, (_, index) => 0.3 * Math.sin(3 * index));
  return tf.tensor4d(numbers, [3, 3, from, to]);
};

/** What moves axes, and what is computed best in another layout. */
const STEPS: Readonly<Record<string, Step>> = {
  sine: (x) => tf.sin(x),
  transpose: (x, choice) => {
    const axes = x.shape.map((_, axis) => axis);
    const first = pick(choice, x.rank);
    return tf.transpose(x, [...axes.slice(first), ...axes.slice(0, first)].reverse());
  },
  flatten: (x) => tf.reshape(x, [x.shape[0] ?? 1, -1]),
  merge: (x, choice) => {
    if (x.rank < 2) return x;
    const axis = pick(choice, x.rank - 1);
    return tf.reshape(x, [...x.shape.slice(0, axis), -1, ...x.shape.slice(axis + 2)]);
  },
  split: (x, choice) => {
    const axis = x.shape.findIndex((length) => length % 2 === 0);
    if (axis < 0 || x.rank > 4) return x;
    const halves = choice % 2 ? [2, x.shape[axis]! / 2] : [x.shape[axis]! / 2, 2];
    return tf.reshape(x, [...x.shape.slice(0, axis), ...halves, ...x.shape.slice(axis + 1)]);
  },
  unit: (x, choice) => (x.rank > 4 ? x : tf.expandDims(x, pick(choice, x.rank + 1))),
  squeeze: (x) => tf.squeeze(x),
  slice: (x, choice) => {
    if (x.rank === 0 || x.rank > 4) return x;
    const axis = pick(choice, x.rank);
    const begin = x.shape.map(() => 0).with(axis, Math.floor(x.shape[axis]! / 2));
    return tf.slice(
      x,
      begin,
      x.shape.with(axis, -1).map((length, each) => (each === axis ? -1 : length)),
    );
  },
  pad: (x, choice) => {
    if (x.rank === 0 || x.rank > 4 || x.size > LARGEST) return x;
    return tf.pad(
      x,
      x.shape.map((_, axis): [number, number] => (axis === pick(choice, x.rank) ? [1, 2] : [0, 0])),
    );
  },
  concat: (x, choice, earlier) => {
    const like = earlier.findLast((each) => each !== x && `${each.shape}` === `${x.shape}`) ?? tf.cos(x);
    return x.rank === 0 || x.size > LARGEST ? x : tf.concat([like, x], pick(choice, x.rank));
  },
  sum: (x, choice) => (x.rank === 0 ? x : tf.sum(x, pick(choice, x.rank), choice % 3 === 0)),
  mean: (x, choice) => (x.rank < 3 ? x : tf.mean(x, [1, 2], choice % 2 === 0)),
  max: (x, choice) => (x.rank === 0 ? x : tf.max(x, pick(choice, x.rank), choice % 2 === 0)),
  softmax: (x) => (x.rank === 0 ? x : tf.softmax(x)),
  scaleRows: (x, choice) => {
    if (x.rank === 0) return x;
    const axis = pick(choice, x.rank);
    const factors = Float32Array.from({ length: x.shape[axis]! }, (_, index) => 0.5 + 0.1 * index);
    return tf.mul(
      x,
      tf.reshape(
        tf.tensor(factors),
        x.shape.slice(axis).map((length, each) => (each === 0 ? length : 1)),
      ),
    );
  },
  addMean: (x, choice) => (x.rank === 0 ? x : tf.add(x, tf.mean(x, pick(choice, x.rank), true))),
  addEarlier: (x, _, earlier) => {
    const like = earlier.find((each) => each !== x && `${each.shape}` === `${x.shape}`);
    return like ? tf.mul(x, like) : x;
  },
  lower: (x, _, earlier) => {
    const tail = earlier.findLast(
      (each) => each.rank > 0 && each.rank < x.rank && `${x.shape}`.endsWith(`,${each.shape}`),
    );
    return tail ? tf.sub(x, tail) : x;
  },
  tile: (x, choice) =>
    x.rank === 0 || x.rank > 4 || x.size > LARGEST
      ? x
      : tf.tile(
          x,
          x.shape.map((_, axis) => (axis === pick(choice, x.rank) ? 2 : 1)),
        ),
  reverse: (x, choice) => (x.rank === 0 || x.rank > 4 ? x : tf.reverse(x, pick(choice, x.rank))),
  convolve: (x, choice) => {
    if (x.rank !== 4 || x.size > LARGEST) return x;
    const image = x as tf.Tensor4D;
    return tf.conv2d(image, kernel(image.shape[3], 1 + pick(choice, 3)), 1, "same");
  },
  pool: (x) => (x.rank !== 4 ? x : tf.avgPool(x as tf.Tensor4D, 1, 1, "valid")),
  product: (x, choice) => {
    if (x.rank < 2 || x.rank > 4 || x.size > LARGEST) return x;
    return tf.mul(choice % 2 ? tf.matMul(x, x, false, true) : tf.matMul(x, x, true, false), 0.2);
  },
  oneRow: (x) => (x.rank < 2 || x.shape[0] === 1 ? x : tf.unstack(x)[0]!),
};

const programs = fc.record({
  shape: fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 4, maxLength: 4 }),
  steps: fc.array(fc.tuple(fc.constantFrom(...Object.keys(STEPS)), fc.nat({ max: 11 })), {
    minLength: 2,
    maxLength: 8,
  }),
});

test("random chains of operations that move axes: value and gradient", () => {
  fc.assert(
    fc.property(programs, ({ shape, steps }) => {
      const run = ({ x }: Record<string, tf.Tensor>) => {
        const earlier = [x!];
        for (const [name, choice] of steps) earlier.push(STEPS[name]!(earlier.at(-1)!, choice, earlier));
        return tf.sin(earlier.at(-1)!);
      };
      const inputs = { x: { shape, dtype: "float32" } } as const;
      const numbers = { x: numbersOf({ shape }, count(shape)) };
      const both = (tensors: Readonly<Record<string, tf.Tensor>>) => withGradients(run, tensors, ["x"]);
      const expected = onCpu(both, inputs, numbers);
      const compiled = compileFunction({ run: both, inputs, variables: [] });
      const found = compiled.run(numbers);
      compiled.dispose();
      for (const [name, values] of Object.entries(expected))
        expect(difference(found[name]!, values), name).toBeLessThan(TOLERANCE);
    }),
    { numRuns: 300, seed: SEED },
  );
});
