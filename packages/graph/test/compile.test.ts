import * as tf from "@tensorflow/tfjs-core";
import { afterEach, beforeAll, expect, test } from "vitest";
import { compileFunction } from "../src/compile-function.ts";
import { compilePredict } from "../src/compile-predict.ts";
import { compileTrainStep } from "../src/compile-train-step.ts";
import { isGraphError } from "../src/errors.ts";
import { difference, floats } from "./support/numbers.ts";
import { IMAGES, smallNetwork, stepOf } from "./support/small-network.ts";
import { useCpu } from "./support/use-cpu.ts";

beforeAll(useCpu);
afterEach(() => tf.disposeVariables());

const images = floats(IMAGES, 1);

test("200 steps make no tensor, and every step gives the same arrays", () => {
  const step = compileTrainStep(stepOf(smallNetwork()));
  const first = step.run({ x: images });
  const before = tf.memory();
  for (let index = 0; index < 200; index++) expect(step.run({ x: images })).toBe(first);
  expect(tf.memory()).toEqual(before);
  step.dispose();
});

test("30 compilations leave no tensor and no data behind", () => {
  const network = smallNetwork();
  const options = stepOf(network);
  compileTrainStep(options).dispose();
  const before = [tf.memory(), tf.engine().backend.numDataIds()];
  for (let index = 0; index < 30; index++) {
    const step = compileTrainStep(options);
    step.run({ x: images });
    step.writeBack();
    step.dispose();
  }
  expect([tf.memory(), tf.engine().backend.numDataIds()]).toEqual(before);
});

/** Of a graph with 4 MiB of weights that is compiled 30 times; keeping them would add 240 MiB. */
const GROWTH = 100 * 2 ** 20;

test("compiling and disposing again and again keeps resident memory bounded", () => {
  const cycle = (width: number) => {
    const weight = tf.variable(tf.tensor(floats([1024, 1024], width), [1024, 1024]));
    const predict = compilePredict({
      predict: ({ x }) => ({ y: tf.matMul(x as tf.Tensor2D, weight as tf.Tensor2D) }),
      inputs: { x: { shape: [width, 1024], dtype: "float32" } },
      variables: [weight],
    });
    predict.run({ x: new Float32Array(1024 * width) });
    predict.dispose();
    weight.dispose();
  };
  for (let index = 0; index < 10; index++) cycle(index + 1);
  const before = process.memoryUsage().rss;
  for (let index = 0; index < 30; index++) cycle(index + 11);
  expect(process.memoryUsage().rss - before).toBeLessThan(GROWTH);
});

test("state is written back and read bit for bit, in every layout", () => {
  const shapes = [[3, 5, 4, 7], [3, 3, 6, 2], [5], [2, 3, 4], [4, 5]];
  const numbers = shapes.map((shape, index) => floats(shape, 70 + index));
  numbers[0]!.set([Number.NaN, Number.POSITIVE_INFINITY, -0, 1e-42]);
  const [conv, depthwise, ...others] = shapes.map((shape, index) =>
    tf.variable(tf.tensor(numbers[index]!, shape)),
  ) as [tf.Variable<tf.Rank.R4>, tf.Variable<tf.Rank.R4>, ...tf.Variable[]];
  const variables = [conv, depthwise, ...others];
  const compiled = compileFunction({
    run: ({ x }) => {
      const y = tf.depthwiseConv2d(x as tf.Tensor4D, depthwise, 1, "same");
      const z = tf.sum(tf.conv2d(tf.slice(y, [0, 0, 0, 0], [1, 5, 6, 4]), conv, 1, "same"));
      const all = others.map((variable) => tf.sum(variable));
      for (const variable of variables) variable.assign(tf.clone(variable));
      return { z: tf.addN([z, ...all]) };
    },
    inputs: { x: { shape: [1, 5, 6, 6], dtype: "float32" } },
    variables,
  });
  const bits = (values: Float32Array) => new Uint32Array(values.buffer, values.byteOffset, values.length);
  for (let round = 0; round < 2; round++) {
    compiled.run({ x: floats([1, 5, 6, 6], round) });
    compiled.writeBack();
    compiled.reload();
    for (const [index, variable] of variables.entries())
      expect(bits(variable.dataSync<"float32">()), `variable ${index}`).toEqual(bits(numbers[index]!));
  }
  compiled.dispose();
});

test("a number that is no number reaches the loss through convolution, normalisation, ReLU and pooling", () => {
  const step = compileTrainStep(stepOf(smallNetwork()));
  expect(step.run({ x: images })["loss"]![0]).toBeGreaterThan(0);
  for (const wrong of [Number.NaN, Number.POSITIVE_INFINITY]) {
    const step = compileTrainStep(stepOf(smallNetwork()));
    expect(step.run({ x: images.with(300, wrong) })["loss"]![0]).toBeNaN();
    step.dispose();
  }
  step.dispose();
});

test("one and two threads give the same bits: loss, gradients and statistics", () => {
  const results = [1, 2].map((threads) => {
    const options = stepOf(smallNetwork());
    const step = compileTrainStep(options, { threads });
    const losses = [1, 2].map((seed) => step.run({ x: floats(IMAGES, seed) })["loss"]![0]);
    const gradients = step.parameters.map(({ gradient }) => gradient!.slice());
    step.writeBack();
    step.dispose();
    return { losses, gradients, others: options.others.map((variable) => variable.dataSync().slice()) };
  });
  expect(results[1]).toEqual(results[0]);
});

test("a prediction is the model's, and refuses to assign", () => {
  const network = smallNetwork();
  const variables = network.weights.map((weight) => weight.read() as tf.Variable);
  const inputs = { x: { shape: IMAGES, dtype: "float32" } } as const;
  const options = (training: boolean) => ({
    predict: ({ x }: Readonly<Record<string, tf.Tensor>>) => ({
      y: network.apply(x!, { training }) as tf.Tensor,
    }),
    inputs,
    variables,
  });
  const before = tf.memory();
  const predict = compilePredict(options(false));
  const found = predict.run({ x: images })["y"]!;
  const expected = tf.tidy(() => (network.predict(tf.tensor(images, [...IMAGES])) as tf.Tensor).dataSync());
  expect(difference(found, expected)).toBeLessThan(1e-4);
  predict.dispose();
  expect(tf.memory()).toEqual(before);
  expect(() => compilePredict(options(true))).toThrow(/assigns the variable "norm_\d+\/running_mean"/);
  expect(tf.memory()).toEqual(before);
});

test("a step that assigns what it trains, or returns no scalar loss, is refused", () => {
  const weight = tf.variable(tf.tensor1d([1, 2]), true, "assigned weight");
  const code = (step: () => { loss: tf.Tensor }) => {
    try {
      compileTrainStep({ step, inputs: {}, trained: [weight] });
      return null;
    } catch (error) {
      return isGraphError(error) ? [error.code, error.message] : error;
    }
  };
  const assigning = () => {
    const loss = tf.sum(tf.square(weight));
    weight.assign(tf.tensor1d([0, 0]));
    return { loss };
  };
  expect(code(assigning)).toMatchInlineSnapshot(`
    [
      "STEP_REFUSED",
      "the step assigns the trained variable "assigned weight", but updates are the caller's; leave the assignment out, or use compileFunction",
    ]
  `);
  expect(code(() => ({ loss: tf.square(weight) }))).toMatchInlineSnapshot(`
    [
      "STEP_REFUSED",
      ""loss" of the step is of shape [2], expected a scalar; return { loss }",
    ]
  `);
  expect(code(() => ({}) as { loss: tf.Tensor })).toMatchInlineSnapshot(`
    [
      "STEP_REFUSED",
      ""loss" of the step is missing, expected a scalar; return { loss }",
    ]
  `);
  expect(code(() => ({ loss: tf.sum(weight) }))).toBeNull();
  expect(weight.dataSync()).toEqual(Float32Array.of(1, 2));
});

test("a trained variable that the loss does not see has no gradient and keeps its numbers", () => {
  const [seen, unseen] = [tf.variable(tf.scalar(2)), tf.variable(tf.tensor1d([1, 2]))];
  const step = compileTrainStep({
    step: () => ({ loss: tf.square(seen) }),
    inputs: {},
    trained: [unseen, seen],
  });
  expect(step.run({})["loss"]).toEqual(Float32Array.of(4));
  expect(step.parameters.map(({ gradient }) => gradient)).toEqual([null, Float32Array.of(4)]);
  step.writeBack();
  expect(unseen.dataSync()).toEqual(Float32Array.of(1, 2));
});

test("a disposed graph is refused, and disposing twice is harmless", () => {
  const step = compileTrainStep(stepOf(smallNetwork()));
  step.dispose();
  step.dispose();
  expect(() => step.run({ x: images })).toThrow("was disposed");
});
