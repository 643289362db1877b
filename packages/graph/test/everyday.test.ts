import * as tf from "@tensorflow/tfjs-core";
import { layers } from "@tensorflow/tfjs-layers";
import type { CompiledTrainStep } from "@undercoat/tensor";
import { beforeAll, expect, test } from "vitest";
import { compileFunction } from "../src/compile-function.ts";
import { compileTrainStep } from "../src/compile-train-step.ts";
import { expectCase, type KernelCase, type Tensors } from "./support/kernel-case.ts";
import { difference } from "./support/numbers.ts";
import { useCpu } from "./support/use-cpu.ts";

beforeAll(useCpu);

const ROWS = { shape: [10, 7], from: 0.05, to: 0.95 } as const;
const IMAGE = { shape: [2, 5, 7, 6] } as const;

/** A loss of a prediction to fixed labels. */
function loss(name: string, run: (labels: tf.Tensor, x: tf.Tensor) => tf.Tensor): KernelCase {
  const labels = Float32Array.from({ length: 70 }, (_, index) => Number(index % 7 === (index * index) % 5));
  return {
    name,
    covers: [],
    inputs: { x: ROWS },
    run: ({ x }) => run(tf.tensor(labels, [10, 7]), x!),
    tolerance: 1e-4,
  };
}

function image(
  name: string,
  run: (x: tf.Tensor4D) => tf.Tensor,
  gradient: KernelCase["gradient"] = "cpu",
): KernelCase {
  const given = ({ x }: Tensors) => run(x as tf.Tensor4D);
  return { name, covers: [], inputs: { x: IMAGE }, run: given, gradient, tolerance: 1e-4 };
}

/** Group normalisation, as it is written in TensorFlow.js. */
function groupNorm(x: tf.Tensor4D): tf.Tensor {
  const [b, h, w, c] = x.shape;
  const groups = tf.reshape(x, [b, h, w, 2, c / 2]);
  const { mean, variance } = tf.moments(groups, [1, 2, 4], true);
  return tf.reshape(tf.div(tf.sub(groups, mean), tf.sqrt(tf.add(variance, 1e-3))), x.shape);
}

function attention(x: tf.Tensor4D): tf.Tensor {
  const rows = tf.reshape(x, [2, 35, 6]);
  return tf.matMul(tf.softmax(tf.mul(tf.matMul(rows, rows, false, true), 0.4)), rows);
}

const CASES: readonly KernelCase[] = [
  loss("softmaxCrossEntropy", tf.losses.softmaxCrossEntropy),
  loss("sigmoidCrossEntropy", tf.losses.sigmoidCrossEntropy),
  loss("meanSquaredError", tf.losses.meanSquaredError),
  loss("absoluteDifference", tf.losses.absoluteDifference),
  loss("huberLoss", tf.losses.huberLoss),
  loss("logLoss", tf.losses.logLoss),
  loss("hingeLoss", tf.losses.hingeLoss),
  loss("cosineDistance", (labels, x) => tf.losses.cosineDistance(labels, x, 1)),
  image("group normalisation", groupNorm),
  image("attention", attention),
  image("swish", (x) => tf.mul(x, tf.sigmoid(x))),
  image("gelu", (x) => tf.mul(x, tf.mul(0.5, tf.add(1, tf.erf(tf.div(x, Math.SQRT2)))))),
  image("hard swish", (x) => tf.mul(x, tf.div(tf.relu6(tf.add(x, 3)), 6))),
  image("norm", (x) => tf.norm(x, "euclidean", [1, 2])),
  image("logSumExp", (x) => tf.logSumExp(x, 3)),
  image("global average and excitation", (x) => tf.mul(x, tf.sigmoid(tf.mean(x, [1, 2], true)))),
  image("spaceToDepth by reshapes", (x) =>
    tf.transpose(tf.reshape(tf.slice(x, [0, 0, 0, 0], [2, 4, 6, 6]), [2, 2, 2, 3, 2 * 6]), [0, 1, 3, 2, 4]),
  ),
  image("floats as truth values", (x) => tf.cast(tf.cast(tf.round(x), "bool"), "float32"), "none"),
];

test.each(CASES)("$name", expectCase);

test("a layer that is built while a function is compiled is refused, keeps its numbers and spoils nothing", () => {
  const norm = layers.layerNormalization({});
  const inputs = { x: { shape: [2, 3], dtype: "float32" } } as const;
  const compile = () =>
    compileFunction({
      run: ({ x }) => ({ y: norm.apply(x!) as tf.Tensor }),
      inputs,
      variables: norm.weights.map((weight) => weight.read() as tf.Variable),
    });
  expect(compile).toThrow("make it before");
  const x = Float32Array.of(1, 2, 3, 4, 5, 9);
  const expected = tf.tidy(() => (norm.apply(tf.tensor(x, [2, 3])) as tf.Tensor).dataSync());
  expect(difference(compile().run({ x })["y"]!, expected)).toBeLessThan(1e-5);
  const other = compileFunction({ run: ({ x }) => ({ y: tf.neg(x!) }), inputs, variables: [] });
  expect(other.run({ x })["y"]).toEqual(x.map((number) => -number));
});

test("dropout of tfjs-layers is refused in training and passes otherwise", () => {
  const dropout = layers.dropout({ rate: 0.5 });
  const inputs = { x: { shape: [2, 3], dtype: "float32" } } as const;
  const compile = (training: boolean) =>
    compileFunction({
      run: ({ x }) => ({ y: dropout.apply(x!, { training }) as tf.Tensor }),
      inputs,
      variables: [],
    });
  expect(() => compile(true)).toThrow('"dropout" draws random numbers');
  const x = Float32Array.of(1, 2, 3, 4, 5, 6);
  expect(compile(false).run({ x })["y"]).toEqual(x);
});

test("compiling inside tf.tidy leaves what is compiled usable", () => {
  const weight = tf.variable(tf.tensor1d([1, 2]));
  let compiled: CompiledTrainStep | undefined;
  tf.tidy(() => {
    compiled = compileTrainStep({
      step: () => ({ loss: tf.sum(tf.square(weight)) }),
      inputs: {},
      trained: [weight],
    });
  });
  const step = compiled!;
  expect(step.run({})["loss"]).toEqual(Float32Array.of(5));
  step.parameters[0]!.weights.set([3, 4]);
  expect(step.run({})["loss"]).toEqual(Float32Array.of(25));
  step.writeBack();
  expect(weight.dataSync()).toEqual(Float32Array.of(3, 4));
});

test("weights and gradients lie where the caller allocates them", () => {
  const made: Float32Array[] = [];
  const weight = tf.variable(tf.tensor(Float32Array.of(1, 2, 3, 4, 5, 6), [1, 1, 2, 3]));
  const step = compileTrainStep({
    step: ({ x }) => ({ loss: tf.sum(tf.conv2d(x as tf.Tensor4D, weight as tf.Tensor4D, 1, "same")) }),
    inputs: { x: { shape: [1, 1, 1, 2], dtype: "float32" } },
    trained: [weight],
    allocate: (length) => {
      made.push(new Float32Array(new SharedArrayBuffer(4 * length)));
      return made.at(-1)!;
    },
  });
  step.run({ x: Float32Array.of(10, 20) });
  const [parameter] = step.parameters;
  expect(made).toContain(parameter!.weights);
  expect(made).toContain(parameter!.gradient);
  expect([...parameter!.weights]).toEqual([1, 4, 2, 5, 3, 6]); // [out, in]
  expect([...parameter!.gradient!]).toEqual([10, 20, 10, 20, 10, 20]);
  expect(parameter!.toVariableOrder(parameter!.weights)).toEqual(Float32Array.of(1, 2, 3, 4, 5, 6));
  expect(parameter!.fromVariableOrder(Float32Array.of(1, 2, 3, 4, 5, 6))).toEqual(
    Float32Array.from(parameter!.weights),
  );
});
