import { readFileSync } from "node:fs";
import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { expectNoTensorLeak } from "@undercoat/test-utils";
import { beforeAll, describe, expect, test } from "vitest";
import { tLoss } from "../src/index.ts";
import { digamma, logGamma } from "../src/internal/log-gamma.ts";

/** Float32 terms of up to a few hundred, that partly cancel. */
const FLOAT32 = 3e-6;

const oracle = JSON.parse(readFileSync(new URL("fixtures/t-loss.json", import.meta.url), "utf8")) as {
  cases: { nu: number; logPrecision: number; logits: number[]; labels: number[]; value: number }[];
  gamma: { x: number; logGamma: number; digamma: number }[];
};

beforeAll(() => tf.setBackend("cpu"));

describe("T-loss of two classes is the paper's, by SciPy's Student distribution", () => {
  test.each(oracle.cases)("nu $nu, log precision $logPrecision", async (fixture) => {
    await expectNoTensorLeak(() => {
      const { nu, logPrecision } = fixture;
      const value = tf.tidy(() => {
        const logits = tf.tensor4d(fixture.logits, [2, 3, 4, 2]);
        const labels = tf.tensor3d(fixture.labels, [2, 3, 4], "int32");
        return tLoss({ nu, logPrecision }).evaluate(logits, labels).dataSync()[0]!;
      });
      expect(Math.abs(value - fixture.value)).toBeLessThan(FLOAT32 * Math.abs(fixture.value));
    });
  });
});

describe("ln Γ and its derivative agree with SciPy's", () => {
  test.each(oracle.gamma)("at $x", ({ x, ...expected }) => {
    const at = (f: (x: tf.Tensor) => tf.Tensor) => tf.tidy(() => f(tf.scalar(x)).dataSync()[0]!);
    expect(Math.abs(at(logGamma) - expected.logGamma)).toBeLessThan(
      FLOAT32 * (1 + Math.abs(expected.logGamma)),
    );
    expect(Math.abs(at(digamma) - expected.digamma)).toBeLessThan(FLOAT32 * (1 + Math.abs(expected.digamma)));
  });
});

test("ν can be learnt: an optimiser of its own makes the likelihood rise", () => {
  const loss = tLoss({ reduction: "pixel" });
  const { logits, labels } = oracle.cases[0]!;
  const [x, y] = [tf.tensor4d(logits, [2, 3, 4, 2]), tf.tensor3d(labels, [2, 3, 4], "int32")];
  const nu = tf.variable(tf.scalar(loss.options["nu"] as number));
  const optimizer = tf.train.adam(0.05);
  const values = Array.from({ length: 30 }, () => {
    const value = optimizer.minimize(() => loss.evaluateAt(x, y, { nu }), true, [nu]);
    return value!.dataSync()[0]!;
  });
  expect(values.at(-1)).toBeLessThan(values[0]!);
  expect(nu.dataSync()[0]).not.toBe(1);
  tf.dispose([x, y, nu]);
  optimizer.dispose();
});

test("a patch that is far off as a whole teaches less than it would alone", () => {
  const labels = tf.tensor3d([...Array(4).fill(0), ...Array(4).fill(1)], [2, 2, 2], "int32");
  const logits = tf.tensor4d([...Array(4).fill([1, 0]), ...Array(4).fill([4, -4])].flat(), [2, 2, 2, 2]);
  const slopes = (options: Parameters<typeof tLoss>[0]) =>
    tf.tidy(() =>
      tf
        .grad((z: tf.Tensor) => tLoss(options).evaluate(z as tf.Tensor4D, labels))(logits)
        .dataSync(),
    );
  const [heavy, light] = [slopes({ nu: -3 }), slopes({ nu: 6 })];
  const ratio = (each: ArrayLike<number>) => Math.abs(each[8]! / each[0]!);
  expect(ratio(heavy)).toBeLessThan(ratio(light));
  tf.dispose([labels, logits]);
});
