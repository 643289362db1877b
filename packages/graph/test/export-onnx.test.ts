import "@tensorflow/tfjs-backend-cpu";
import { createRequire } from "node:module";
import * as tf from "@tensorflow/tfjs-core";
import { input, type LayersModel, model, type SymbolicTensor } from "@tensorflow/tfjs-layers";
import {
  batchNorm,
  concatenate,
  convolution,
  maxPool3x3Stride2,
  relu,
  upsampleBilinear2x,
  upsampleNearest2x,
} from "@undercoat/tensor";
import { beforeAll, describe, expect, test } from "vitest";
import { exportOnnx, type OnnxFile, runOnnx } from "../src/index.ts";

/** The public API, as somebody who has only the file would use it. */
const { InferenceSession, Tensor } = createRequire(import.meta.url)("onnxruntime-node");

const FLOAT32 = 1e-5;

/** Convolutions with strides and bias, normalisation, pooling, a skip connection and both upsamplings. */
function network(): LayersModel {
  const image = input({ shape: [null, null, 3] });
  const apply = (layer: { apply: (x: never) => unknown }, x: unknown) =>
    layer.apply(x as never) as SymbolicTensor;
  const stem = apply(convolution({ name: "stem", filters: 4, kernelSize: 7, strides: 2, padding: 3 }), image);
  const a = apply(relu({ name: "act" }), apply(batchNorm({ name: "norm" }), stem));
  const b = apply(maxPool3x3Stride2({ name: "pool" }), a);
  const c = apply(upsampleNearest2x({ name: "up" }), b);
  const d = apply(concatenate({ name: "join" }), [a, c]);
  const e = apply(upsampleBilinear2x({ name: "up2" }), d);
  const head = convolution({ name: "head", filters: 2, kernelSize: 3, padding: 1, useBias: true });
  const net = model({ inputs: image, outputs: apply(head, e) });
  for (const [index, weight] of net.weights.entries()) {
    const positive = weight.originalName.includes("running_var");
    const numbers = values(tf.util.sizeFromShape(weight.shape as number[]), index + 2, positive);
    weight.write(tf.tensor(numbers, weight.shape as number[]));
  }
  return net;
}

/** Made-up numbers; `positive` for a variance. */
function values(length: number, salt: number, positive = false): Float32Array {
  return Float32Array.from({ length }, (_, i) => Math.sin((i + 1) * 1.7 * salt) * 0.4 + (positive ? 1 : 0));
}

let net: LayersModel;
beforeAll(async () => {
  tf.enableProdMode();
  await tf.setBackend("cpu");
  net = network();
});

function exported(change: Partial<Parameters<typeof exportOnnx>[0]> = {}): OnnxFile {
  return exportOnnx({
    predict: ({ image }) => ({ logits: net.apply(image as tf.Tensor) as tf.Tensor }),
    inputs: { image: { shape: [1, 32, 64, 3], dtype: "float32" } },
    variables: net.weights.map((weight) => weight.read() as tf.Variable),
    weightNames: net.weights.map((weight) => weight.originalName),
    ...change,
  });
}

async function run(file: OnnxFile, shape: number[], data: Float32Array): Promise<Float32Array> {
  const session = await InferenceSession.create(file.bytes);
  const { logits } = await session.run({ image: new Tensor("float32", data, shape) });
  return logits.data;
}

const worst = (a: Float32Array, b: Float32Array) =>
  a.reduce((most, value, index) => Math.max(most, Math.abs(value - b[index]!)), 0);

describe("a file", () => {
  test("gives the numbers of TensorFlow.js at any batch and size, and says that it may", async () => {
    const file = exported();
    expect(file.dynamic).toEqual({ batch: true, size: true });
    expect(file.inputs).toEqual({ image: ["batch", "height", "width", 3] });
    expect(file.outputs).toEqual({ logits: ["batch", "height", "width", 2] });
    for (const shape of [
      [1, 32, 64, 3],
      [3, 64, 32, 3],
    ] as [number, number, number, number][]) {
      const data = values(tf.util.sizeFromShape(shape), 5);
      const expected = tf.tidy(() =>
        (net.apply(tf.tensor4d(data, shape)) as tf.Tensor).dataSync<"float32">(),
      );
      expect(worst(await run(file, shape, data), expected)).toBeLessThan(FLOAT32);
    }
  });

  test("runs by runOnnx with the same numbers; what is no file or no input is said in one line", async () => {
    const file = exported();
    const shape = [2, 32, 32, 3];
    const data = values(tf.util.sizeFromShape(shape), 5);
    const { logits } = runOnnx(file.bytes, { image: { data, shape } }, ["logits"]);
    expect(logits!.shape).toEqual([2, 32, 32, 2]);
    expect(worst(logits!.data, await run(file, shape, data))).toBe(0);
    expect(() => runOnnx(file.bytes.subarray(0, 500), { image: { data, shape } }, ["logits"])).toThrow(
      /^ONNX Runtime could not be loaded \([^\n]+\); [^\n]+$/,
    );
    expect(() => runOnnx(file.bytes, { picture: { data, shape } }, ["logits"])).toThrow(
      /^ONNX Runtime could not be run \([^\n]+\); [^\n]+$/,
    );
  });

  test("takes and gives channels first where asked", async () => {
    const file = exported({ layout: "nchw" });
    expect(file.inputs).toEqual({ image: ["batch", 3, "height", "width"] });
    expect(file.outputs).toEqual({ logits: ["batch", 2, "height", "width"] });
    const data = values(2 * 3 * 32 * 32, 3);
    const expected = tf.tidy(() => {
      const image = tf.transpose(tf.tensor4d(data, [2, 3, 32, 32]), [0, 2, 3, 1]);
      return tf.transpose(net.apply(image) as tf.Tensor, [0, 3, 1, 2]).dataSync<"float32">();
    });
    expect(worst(await run(file, [2, 3, 32, 32], data), expected)).toBeLessThan(FLOAT32);
  });

  test("holds names of weights, texts for its readers, and only standard operators", () => {
    const text = new TextDecoder("latin1").decode(
      exported({ name: "tiny", description: "a test", metadata: { licence: "CC0-1.0" } }).bytes,
    );
    for (const word of ["stem/weight", "head/bias", "tiny", "a test", "licence", "CC0-1.0", "undercoat"])
      expect(text).toContain(word);
    expect(text).not.toContain("com.microsoft");
  });

  test("keeps a size fixed where the graph depends on it, and says so", async () => {
    const file = exported({
      predict: ({ image }) => ({
        logits: tf.image.resizeBilinear(net.apply(image as tf.Tensor) as tf.Tensor4D, [40, 56]),
      }),
    });
    expect(file.dynamic).toEqual({ batch: true, size: false });
    expect(file.inputs).toEqual({ image: ["batch", 32, 64, 3] });
    const data = values(2 * 32 * 64 * 3, 7);
    expect(await run(file, [2, 32, 64, 3], data)).toHaveLength(2 * 40 * 56 * 2);
  });

  test("products with turned factors are written with standard operators", async () => {
    const weight = tf.variable(tf.tensor2d(values(6, 2), [2, 3]));
    const file = exportOnnx({
      predict: ({ image }) => ({
        logits: tf.matMul(image as tf.Tensor2D, weight as tf.Tensor2D, false, true),
      }),
      inputs: { image: { shape: [4, 3], dtype: "float32" } },
      variables: [weight],
    });
    const data = values(12, 4);
    const expected = tf.tidy(() =>
      tf.matMul(tf.tensor2d(data, [4, 3]), weight as tf.Tensor2D, false, true).dataSync<"float32">(),
    );
    expect(worst(await run(file, [4, 3], data), expected)).toBeLessThan(FLOAT32);
    expect(new TextDecoder("latin1").decode(file.bytes)).not.toContain("com.microsoft");
    weight.dispose();
  });
});

test("a prediction that assigns a variable is refused", () => {
  const count = tf.variable(tf.scalar(1));
  const predict = () => {
    count.assign(tf.add(count, 1));
    return { count: tf.mul(count, 1) };
  };
  expect(() => exportOnnx({ predict, inputs: {}, variables: [count] })).toThrow(
    /^the prediction assigns the variable ".+", but must leave everything as it is/,
  );
  count.dispose();
});
