import * as tf from "@tensorflow/tfjs-core";
import { layers, sequential } from "@tensorflow/tfjs-layers";
import { beforeAll, expect, test } from "vitest";
import { compileFunction } from "../src/compile-function.ts";
import { difference, floats } from "./support/numbers.ts";
import { useCpu } from "./support/use-cpu.ts";

beforeAll(useCpu);

/** Losses of four steps; Adam enlarges rounding in gradients near zero. */
const LOSSES = 1e-4;
const SHAPE = [2, 8, 10, 4];
const STEPS = [0, 1, 2, 3];
const batches = STEPS.map((step) => floats(SHAPE, 20 + step));
const inputs = { x: { shape: SHAPE, dtype: "float32" } } as const;

const OPTIMISERS: readonly [string, () => tf.Optimizer][] = [
  ["adam", () => tf.train.adam(0.01)],
  ["sgd with momentum", () => tf.train.momentum(0.05, 0.9)],
  ["sgd with Nesterov momentum", () => tf.train.momentum(0.05, 0.9, true)],
  ["rmsprop", () => tf.train.rmsprop(0.01)],
  ["sgd", () => tf.train.sgd(0.05)],
];

/** A weight, and an optimiser whose slots exist. */
function prepared(make: () => tf.Optimizer) {
  const weight = tf.variable(tf.tensor(floats([3, 3, 4, 6], 5), [3, 3, 4, 6])) as tf.Variable<tf.Rank.R4>;
  const known = new Set(Object.values(tf.engine().registeredVariables));
  const optimizer = make();
  tf.tidy(() => optimizer.applyGradients({ [weight.name]: tf.zerosLike(weight) }));
  const slots = Object.values(tf.engine().registeredVariables).filter((variable) => !known.has(variable));
  const minimize = (x: tf.Tensor) => {
    const loss = () => tf.mean(tf.square(tf.conv2d(x as tf.Tensor4D, weight, 1, "same"))) as tf.Scalar;
    return optimizer.minimize(loss, true, [weight])!;
  };
  return { weight, variables: [weight, ...slots], minimize };
}

test.each(OPTIMISERS)("%s: optimizer.minimize traced whole, with its state", (_, make) => {
  const whole = prepared(make);
  const compiled = compileFunction({
    run: ({ x }) => ({ loss: whole.minimize(x!) }),
    inputs,
    variables: whole.variables,
  });
  const found = batches.map((x) => compiled.run({ x })["loss"]![0]!);
  compiled.writeBack();
  compiled.dispose();
  const plain = prepared(make);
  const expected = batches.map((batch) =>
    tf.tidy(() => plain.minimize(tf.tensor(batch, SHAPE)).dataSync()[0]!),
  );
  expect(found[3]).toBeLessThan(found[0]!);
  expect(difference(found, expected)).toBeLessThan(LOSSES);
  for (const [index, variable] of plain.variables.entries()) {
    const state = whole.variables[index]!;
    expect(difference(state.dataSync(), variable.dataSync()), variable.name).toBeLessThan(1e-3);
  }
});

test("a learning rate that is an input changes from step to step", () => {
  const weight = tf.variable(tf.tensor1d([1, 2]));
  const compiled = compileFunction({
    run: ({ rate }) => {
      const { value, grads } = tf.variableGrads(() => tf.sum(tf.square(weight)) as tf.Scalar, [weight]);
      weight.assign(tf.sub(weight, tf.mul(grads[weight.name]!, rate!)) as tf.Tensor1D);
      return { loss: value };
    },
    inputs: { rate: { shape: [], dtype: "float32" } },
    variables: [weight],
  });
  const losses = [0.5, 0.25, 0.25].map((rate) => compiled.run({ rate: Float32Array.of(rate) })["loss"]![0]);
  expect(losses).toEqual([5, 0, 0]);
  weight.assign(tf.tensor1d([2, 4]));
  compiled.reload();
  expect(compiled.run({ rate: Float32Array.of(0.25) })["loss"]![0]).toBe(20);
  expect(compiled.run({ rate: Float32Array.of(0) })["loss"]![0]).toBe(5);
});

function tfjsModel() {
  const model = sequential({
    layers: [
      layers.conv2d({ inputShape: [16, 12, 3], filters: 8, kernelSize: 3, padding: "same", useBias: false }),
      layers.batchNormalization(),
      layers.reLU(),
      layers.maxPooling2d({ poolSize: 2 }),
      layers.depthwiseConv2d({ kernelSize: 3, padding: "same", depthMultiplier: 2 }),
      layers.globalAveragePooling2d({}),
      layers.dense({ units: 4, activation: "softmax" }),
    ],
  });
  tf.tidy(() => {
    const numbers = model.weights.map(({ shape, originalName }, index) => {
      const positive = /variance|gamma/.test(originalName);
      return tf.tensor(
        floats(shape as number[], 60 + index, positive ? 0.5 : -0.5, positive ? 1.5 : 0.5),
        shape as number[],
      );
    });
    model.setWeights(numbers);
  });
  return model;
}

test("a LayersModel with TensorFlow.js's own layers: losses, gradients and moving statistics", () => {
  const shape = [2, 16, 12, 3];
  const images = STEPS.map((step) => floats(shape, 30 + step));
  const course = (compiledSteps: boolean) => {
    const model = tfjsModel();
    const all = model.weights.map((weight) => weight.read() as tf.Variable);
    const trained = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
    const run = (x: tf.Tensor) => {
      const { value, grads } = tf.variableGrads(
        () => tf.mean(tf.square(tf.sub(model.apply(x, { training: true }) as tf.Tensor, 0.3))) as tf.Scalar,
        trained,
      );
      for (const variable of trained) variable.assign(tf.sub(variable, tf.mul(grads[variable.name]!, 0.1)));
      return value;
    };
    const losses: number[] = [];
    if (compiledSteps) {
      const inputs = { x: { shape, dtype: "float32" } } as const;
      const step = compileFunction({ run: ({ x }) => ({ loss: run(x!) }), inputs, variables: all });
      for (const x of images) losses.push(step.run({ x })["loss"]![0]!);
      step.writeBack();
      step.dispose();
    } else {
      for (const x of images) losses.push(tf.tidy(() => run(tf.tensor(x, shape)).dataSync()[0]!));
    }
    return { losses, numbers: all.map((variable) => variable.dataSync().slice()) };
  };
  const [found, expected] = [course(true), course(false)];
  expect(difference(found.losses, expected.losses)).toBeLessThan(LOSSES);
  for (const [index, numbers] of expected.numbers.entries())
    expect(difference(found.numbers[index]!, numbers), `weight ${index}`).toBeLessThan(1e-3);
});
