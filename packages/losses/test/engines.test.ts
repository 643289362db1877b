import { createRequire } from "node:module";
import { dirname, sep } from "node:path";
import "@tensorflow/tfjs-backend-cpu";
import { setThreadsCount, setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import * as tf from "@tensorflow/tfjs-core";
import { compileTrainStep } from "@undercoat/graph";
import { runsUncompiled } from "@undercoat/tensor";
import { describeShared, expectNoTensorLeak, goldenCases } from "@undercoat/test-utils";
import { beforeAll, describe, expect, test } from "vitest";
import { LOSS_LIST, type TestedLoss } from "./all-losses.ts";
import {
  checkGolden,
  type Differentiate,
  eagerly,
  type GoldenInputs,
  type LossCase,
  type LossResult,
} from "./golden-losses.ts";

/** Sums of 12 288 float32 numbers in another order, relative to the loss. */
const FLOAT32_SUM = 3e-5;
/** Slopes, relative to the largest: where pixels are sorted, two of nearly equal errors may change places. */
const SLOPES = 1e-4;
/** Losses that sort, for which a graph has no form: their docs say so. */
const UNCOMPILED = ["lovasz", "smp-lovasz"];

const SHAPE: [number, number, number, number] = [2, 64, 96, 3];
const PIXELS = SHAPE.slice(0, 3) as [number, number, number];
const LOGITS = Float32Array.from({ length: 2 * 64 * 96 * 3 }, (_, i) => 3 * Math.sin(1.7 * i));
const LABELS = Int32Array.from({ length: 2 * 64 * 96 }, (_, i) => (i % 7 === 0 ? 255 : (i >> 3) % 3));
const WEIGHTS = Float32Array.from({ length: 2 * 64 * 96 }, (_, i) => 0.2 + 0.8 * Math.abs(Math.cos(i)));

/** A step compiled by ONNX Runtime whose only weights are the logits. */
const compiled: Differentiate = (evaluator, start, labels) => {
  const logits = tf.variable(start);
  try {
    const step = compileTrainStep({
      step: (inputs) => ({
        loss: evaluator(logits as unknown as tf.Tensor4D, inputs["labels"] as tf.Tensor3D),
      }),
      inputs: { labels: { shape: labels.shape, dtype: "int32" } },
      trained: [logits],
    });
    const value = step.run({ labels: Int32Array.from(labels.dataSync()) })["loss"]![0]!;
    const [parameter] = step.parameters;
    const slopes = parameter!.toVariableOrder(parameter!.gradient!);
    step.dispose();
    return { value, slopes };
  } finally {
    logits.dispose();
  }
};

beforeAll(() => {
  setWasmPaths(dirname(createRequire(import.meta.url).resolve("@tensorflow/tfjs-backend-wasm")) + sep);
  setThreadsCount(1); // more threads sum in another order
});

async function on(
  backend: "cpu" | "wasm",
  differentiate: Differentiate,
  loss: TestedLoss,
): Promise<LossResult> {
  await tf.setBackend(backend);
  const weighted = (logits: tf.Tensor4D, labels: tf.Tensor3D) =>
    tf.tidy(() => loss.evaluate(logits, labels, { weights: tf.tensor3d(WEIGHTS, PIXELS) }));
  return expectNoTensorLeak(() => {
    const [logits, labels] = [tf.tensor4d(LOGITS, SHAPE), tf.tensor3d(LABELS, PIXELS, "int32")];
    try {
      return differentiate(weighted, logits, labels);
    } finally {
      tf.dispose([logits, labels]);
    }
  });
}

function expectClose(actual: LossResult, expected: LossResult): void {
  const size = Math.max(1, Math.abs(expected.value));
  expect(Math.abs(actual.value - expected.value)).toBeLessThan(FLOAT32_SUM * size);
  const largest = Math.max(...expected.slopes.map(Math.abs));
  const worst = actual.slopes.reduce(
    (most, slope, i) => Math.max(most, Math.abs(slope - expected.slopes[i]!)),
    0,
  );
  expect(worst).toBeLessThan(SLOPES * largest);
}

describe.each(LOSS_LIST)("%s", (_name, exported, loss) => {
  test("has the same value and gradient on cpu, on wasm and compiled by ONNX Runtime", async () => {
    const reference = await on("cpu", eagerly, loss);
    expectClose(await on("wasm", eagerly, loss), reference);
    if (UNCOMPILED.includes(exported))
      await expect(on("wasm", compiled, loss)).rejects.toSatisfy(runsUncompiled);
    else expectClose(await on("wasm", compiled, loss), reference);
  });
});

describeShared("losses on wasm and ONNX Runtime equal PyTorch's", ["golden", "losses"], () => {
  const { cases, inputs } = goldenCases<LossCase, GoldenInputs>("losses");
  beforeAll(async () => {
    await tf.setBackend("wasm");
  });
  test.each(cases.map((golden) => [golden.id, golden] as const))("%s", (_id, golden) => {
    checkGolden(golden, inputs[golden.input]!);
    if (!UNCOMPILED.includes(golden.loss)) checkGolden(golden, inputs[golden.input]!, compiled);
  });
});
