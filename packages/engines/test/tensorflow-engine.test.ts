import * as tf from "@tensorflow/tfjs-core";
import { gradientError, gradientReport, relu } from "@undercoat/tensor";
import { beforeAll, describe, expect, test } from "vitest";
import { pseudoRandom, resnet18Unet } from "../bench/unet.ts";
import { type EngineName, isEnginesError, useEngine } from "../src/index.ts";
import { missingParts } from "../src/tensorflow/missing-parts.ts";

/** Gradients against finite differences: float32 sums divided by a step of 1e-2 or, at kinks, 1e-3. */
const DIFFERENCES = 4e-3;
/** Losses of a few small steps on two engines: float32 sums in another order, carried on by the steps. */
const LOSSES = 1e-5;
const ROUNDING = 1e-5;
const STEPS = 5;

const missing = missingParts("cpu");
const title = missing === null ? "native TensorFlow" : `native TensorFlow, skipped: ${missing}`;

describe.skipIf(missing !== null)(title, () => {
  beforeAll(async () => {
    await useEngine("tensorflow", { threads: 2 });
  });

  test("it is TensorFlow that computes", () => {
    expect(tf.getBackend()).toBe("tensorflow");
    expect(tf.backend().constructor.name).toBe("NodeJSKernelBackend");
  });

  test("every gradient of tensor agrees with finite differences, and nothing leaks", async () => {
    const before = tf.memory().numTensors;
    const rows = await gradientReport();
    expect(rows.filter(({ error }) => !(error < DIFFERENCES))).toEqual([]);
    expect(tf.memory().numTensors).toBe(before);
  });

  test("tensors stay as many over 50 steps", () => {
    const { step, dispose } = training();
    step();
    const { numTensors } = tf.memory();
    for (let count = 0; count < 50; count += 1) {
      step();
      expect(tf.memory().numTensors).toBe(numTensors);
    }
    dispose();
  });

  test("the losses of a training are those of the cpu engine", async () => {
    const [native, plain] = [await lossesOn("tensorflow"), await lossesOn("cpu")];
    expect(native[0]).toBeGreaterThan(native[STEPS - 1] as number);
    for (const [index, loss] of native.entries())
      expect(Math.abs(loss - (plain[index] as number)), `step ${index}`).toBeLessThan(LOSSES);
  });

  test("two runs on the same threads give the same losses", async () => {
    expect(await lossesOn("tensorflow")).toEqual(await lossesOn("tensorflow"));
  });

  test("NaN stays NaN through a rectifier", async () => {
    await useEngine("tensorflow", { threads: 2 });
    const y = relu({ name: "check" }).apply(tf.tensor([Number.NaN, -1, 2])) as tf.Tensor;
    expect([...y.dataSync()]).toEqual([Number.NaN, 0, 2]);
  });

  test("other threads than those of the first start are refused in one line", async () => {
    const error = await useEngine("tensorflow", { threads: 1 }).catch((cause: unknown) => cause);
    expect(isEnginesError(error, "ENGINE_FAILED")).toBe(true);
    expect((error as Error).message).toContain(
      'this process holds "tensorflow" with 2 thread(s), asked was "tensorflow" with 1; use the same, or a new process',
    );
  });
});

describe.skipIf(missing !== null)("numeric padding equals the cpu engine", () => {
  const sizes = [
    { kernel: 3, stride: 1, padding: 1, height: 7, width: 6, rounding: "floor" },
    { kernel: 3, stride: 2, padding: 1, height: 8, width: 6, rounding: "floor" },
    { kernel: 3, stride: 2, padding: 1, height: 7, width: 9, rounding: "floor" },
    { kernel: 7, stride: 2, padding: 3, height: 12, width: 9, rounding: "floor" },
    { kernel: 1, stride: 2, padding: 0, height: 5, width: 4, rounding: "floor" },
    { kernel: 5, stride: 3, padding: 2, height: 11, width: 8, rounding: "floor" },
  ] as const;

  test.each(sizes)("convolution %o", async ({ kernel, stride, padding, height, width, rounding }) => {
    const compute = () => {
      const x = tf.tensor4d(pseudoRandom(2 * height * width * 3, 1), [2, height, width, 3]);
      const filter = tf.tensor4d(pseudoRandom(kernel * kernel * 3 * 4, 1), [kernel, kernel, 3, 4]);
      const f = (image: tf.Tensor, weights: tf.Tensor) =>
        tf.conv2d(image as tf.Tensor4D, weights as tf.Tensor4D, stride, padding, "NHWC", 1, rounding);
      return withGradients(f, [x, filter]);
    };
    expectNear(await on("tensorflow", compute), await on("cpu", compute));
  });

  test("rounding up, where tfjs's own engines have no right gradient, agrees with finite differences", async () => {
    const filter = tf.tensor4d(pseudoRandom(3 * 3 * 3 * 4, 1), [3, 3, 3, 4]);
    const apart = Float32Array.from({ length: 288 }, (_, i) => 0.01 * ((i * 91) % 288) - 3); // no near ties
    const x = tf.tensor4d(apart, [2, 8, 6, 3]);
    const convolve = (image: tf.Tensor) =>
      tf.conv2d(image as tf.Tensor4D, filter, 2, 1, "NHWC", 1, "ceil") as tf.Tensor;
    const pool = (image: tf.Tensor) => tf.maxPool(image as tf.Tensor4D, 3, 2, 1, "ceil") as tf.Tensor;
    const expected = await on("cpu", () => [convolve(x), pool(x)].map((y) => y.dataSync() as Float32Array));
    const native = await on("tensorflow", () =>
      [convolve(x), pool(x)].map((y) => y.dataSync() as Float32Array),
    );
    expectNear(native, expected);
    expect(gradientError(convolve, x)).toBeLessThan(DIFFERENCES);
    expect(gradientError(pool, x, { step: 1e-3 })).toBeLessThan(DIFFERENCES);
  });

  test.each(sizes.filter(({ kernel }) => kernel > 1))(
    "maximum of windows below zero %o",
    async ({ kernel, stride, padding, height, width, rounding }) => {
      const compute = () => {
        const x = tf.sub(tf.tensor4d(pseudoRandom(2 * height * width * 3, 1), [2, height, width, 3]), 3);
        const f = (image: tf.Tensor) => tf.maxPool(image as tf.Tensor4D, kernel, stride, padding, rounding);
        return withGradients(f, [x]);
      };
      expectNear(await on("tensorflow", compute), await on("cpu", compute));
    },
  );
});

/** Value and gradients of a function, weighted by its own values so that no two cells count alike. */
function withGradients(f: (...x: tf.Tensor[]) => tf.Tensor, x: tf.Tensor[]): Float32Array[] {
  return tf.tidy(() => {
    const { value, grads } = tf.valueAndGrads((...inputs) => tf.sum(tf.square(f(...inputs))) as tf.Scalar)(x);
    return [f(...x), value, ...grads].map((tensor) => tensor.dataSync() as Float32Array);
  });
}

async function on<T>(engine: EngineName, compute: () => T): Promise<T> {
  await useEngine(engine, { threads: 2 });
  return compute();
}

function expectNear(values: Float32Array[], expected: Float32Array[]): void {
  for (const [index, each] of values.entries()) {
    const other = expected[index] as Float32Array;
    expect(each.length).toBe(other.length);
    const scale = Math.max(1, ...other.map(Math.abs));
    expect(Math.max(...each.map((value, i) => Math.abs(value - (other[i] as number)))) / scale).toBeLessThan(
      ROUNDING,
    );
  }
}

async function lossesOn(engine: EngineName): Promise<number[]> {
  await useEngine(engine, { threads: 2 });
  const { step, dispose } = training();
  const losses = Array.from({ length: STEPS }, step);
  dispose();
  return losses;
}

/** A narrow U-Net on one batch, by plain gradient descent. */
function training(): { step: () => number; dispose: () => void } {
  const [batch, size, channels, classes] = [2, 64, 3, 4];
  const network = resnet18Unet({ width: 0.125, channels, classes });
  const image = tf.tensor4d(pseudoRandom(batch * size * size * channels, 1), [batch, size, size, channels]);
  const labels = pseudoRandom(batch * size * size, 1).map((v) => Math.floor(((v + 1) / 2) * classes));
  const target = tf.tidy(() => tf.cast(tf.oneHot(tf.tensor1d(labels, "int32"), classes), "float32"));
  const variables = network.trainableWeights.map((weight) => weight.read() as tf.Variable);
  const optimizer = tf.train.sgd(0.001);
  const loss = () => {
    const logits = tf.reshape(network.apply(image, { training: true }) as tf.Tensor, target.shape);
    return tf.neg(tf.mean(tf.sum(tf.mul(tf.logSoftmax(logits), target), 1))) as tf.Scalar;
  };
  return {
    step: () => {
      const value = optimizer.minimize(loss, true, variables) as tf.Scalar;
      const [number = Number.NaN] = value.dataSync();
      value.dispose();
      return number;
    },
    dispose: () => {
      optimizer.dispose();
      network.dispose();
      tf.dispose([image, target]);
    },
  };
}
