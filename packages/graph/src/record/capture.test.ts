import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, expect, test } from "vitest";
import { useCpu } from "../../test/support/use-cpu.ts";
import { compileFunction } from "../compile-function.ts";

beforeAll(useCpu);

const ONE_ROW = { x: { shape: [1, 3], dtype: "float32" } } as const;
const ones = Float32Array.of(1, 1, 1);

function compiled(run: (x: tf.Tensor) => tf.Tensor) {
  return compileFunction({ run: ({ x }) => ({ y: run(x!) }), inputs: ONE_ROW, variables: [] });
}

test("a tensor made outside is a constant of every function that uses it, and stays where it is", () => {
  const weights = tf.tensor1d([1, 2, 3]);
  const tensors = tf.memory().numTensors;
  const alone = compiled((x) => tf.mul(x, weights));
  const beside = compiled((x) => tf.mul(tf.add(x, tf.tensor1d([5, 6, 7])), weights));
  expect(alone.run({ x: ones })["y"]).toEqual(Float32Array.of(1, 2, 3));
  expect(beside.run({ x: ones })["y"]).toEqual(Float32Array.of(6, 14, 24));
  expect(tf.memory().numTensors).toBe(tensors);
  expect(weights.dataSync()).toEqual(Float32Array.of(1, 2, 3));
  expect(tf.mul(weights, 2).dataSync()).toEqual(Float32Array.of(2, 4, 6));
});

test("an output that was there before the function is not disposed", () => {
  const outer = tf.tensor1d([4, 5]);
  const constant = compileFunction({ run: () => ({ outer }), inputs: {}, variables: [] });
  expect(constant.run({})["outer"]).toEqual(Float32Array.of(4, 5));
  expect(outer.dataSync()).toEqual(Float32Array.of(4, 5));
});

test("a variable assigned a tensor made outside leaves both with their numbers", () => {
  const [outer, variable] = [tf.tensor1d([4, 5]), tf.variable(tf.tensor1d([1, 2]))];
  const setter = compileFunction({
    run: () => {
      const before = tf.mul(variable, 1);
      variable.assign(outer);
      return { before };
    },
    inputs: {},
    variables: [variable],
  });
  expect([outer.dataSync(), variable.dataSync()]).toEqual([Float32Array.of(4, 5), Float32Array.of(1, 2)]);
  expect(setter.run({})["before"]).toEqual(Float32Array.of(1, 2));
  expect(setter.run({})["before"]).toEqual(Float32Array.of(4, 5));
  setter.writeBack();
  expect(variable.dataSync()).toEqual(Float32Array.of(4, 5));
});

test("a constant kept by an earlier function is a constant of the next one", () => {
  let kept: tf.Tensor | null = null;
  const run = (x: tf.Tensor) => {
    kept ??= tf.keep(tf.tensor1d([1, 2, 3]));
    return tf.mul(tf.add(x, tf.tensor1d([5, 6, 7])), kept);
  };
  compiled(run);
  expect(compiled((x) => run(tf.add(x, tf.tensor1d([1, 0, 0])))).run({ x: ones })["y"]).toEqual(
    Float32Array.of(7, 14, 24),
  );
});

test("a result kept by an earlier function is refused by name", () => {
  let kept: tf.Tensor | undefined;
  compiled((x) => {
    kept = tf.keep(tf.square(x));
    return tf.add(kept, 1);
  });
  expect(() => compiled((x) => tf.add(x, kept!))).toThrowErrorMatchingInlineSnapshot(
    `[GraphError: the result of "Square" [1,3] belongs to an earlier trace; make tensors inside the function, and keep none]`,
  );
});

test("a tensor of text has no form, and keeps its text", () => {
  const text = tf.tensor1d(["a"]);
  expect(() => compiled(() => tf.equal(text, text))).toThrowErrorMatchingInlineSnapshot(
    `[GraphError: a tensor of type string has no form in a graph; use float32, int32 or bool]`,
  );
  expect(text.dataSync()).toEqual(["a"]);
});
