import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { gradientError } from "@undercoat/tensor";
import { expectNoTensorLeak } from "@undercoat/test-utils";
import { beforeAll, describe, expect, test } from "vitest";
import { jensenShannon, softBootstrapping, tLoss } from "../src/index.ts";
import { LOSS_LIST } from "./all-losses.ts";
import { exampleBatch } from "./batches.ts";

/** A float32 loss near 1 divided by a step of 1e-2. */
const DIFFERENCES = 1e-4;
/** Losses of a size of their own: ten pixels' likelihood, and reverse cross-entropy with its factor of 9. */
const LARGER: Readonly<Record<string, number>> = {
  tLoss: 6e-3,
  symmetricCrossEntropy: 5e-4,
  normalisedCrossEntropy: 5e-4,
};

beforeAll(() => tf.setBackend("cpu"));

describe.each(LOSS_LIST)("%s", (_name, exported, loss) => {
  test("gradient agrees with finite differences, with and without pixel weights, and nothing leaks", async () => {
    await expectNoTensorLeak(() => {
      const { logits, labels, weights } = exampleBatch();
      for (const options of [{}, { weights }]) {
        const evaluate = (x: unknown) => tf.tidy(() => loss.evaluate(x as tf.Tensor4D, labels, options));
        expect(gradientError(evaluate, logits)).toBeLessThan(LARGER[exported] ?? DIFFERENCES);
      }
      tf.dispose([logits, labels, weights]);
    });
  });
});

test("every view of the generalised Jensen-Shannon loss has the gradient of finite differences", async () => {
  await expectNoTensorLeak(() => {
    const { logits, labels, weights } = exampleBatch();
    const second = tf.tidy(() => tf.cos<tf.Tensor4D>(logits));
    const loss = jensenShannon({ labelWeight: 0.3 });
    for (const place of [0, 1, 2]) {
      const views = [logits, second, logits];
      const evaluate = (x: tf.Tensor) =>
        loss.evaluateViews(views.with(place, x as tf.Tensor4D), labels, { weights });
      expect(gradientError(evaluate, views[place]!)).toBeLessThan(DIFFERENCES);
    }
    tf.dispose([logits, labels, weights, second]);
  });
});

test("the T-loss has the gradient of finite differences by ν as well", async () => {
  await expectNoTensorLeak(() => {
    const { logits, labels, weights } = exampleBatch();
    const loss = tLoss({ reduction: "pixel", logPrecision: 0.5 });
    for (const nu of [-1, 0.3, 1, 3]) {
      const at = tf.scalar(nu);
      const evaluate = (x: tf.Tensor) => loss.evaluateAt(logits, labels, { nu: x as tf.Scalar, weights });
      expect(gradientError(evaluate, at)).toBeLessThan(DIFFERENCES);
      at.dispose();
    }
    tf.dispose([logits, labels, weights]);
  });
});

test("a constant target of soft bootstrapping leaves the value as it is and beta times cross-entropy's gradient", () => {
  const { logits, labels } = exampleBatch();
  const at = (options: Parameters<typeof softBootstrapping>[0]) =>
    tf.valueAndGrad((x: tf.Tensor) => softBootstrapping(options).evaluate(x as tf.Tensor4D, labels))(logits);
  const [constant, moving, plain] = [
    at({ beta: 0.8, constantTarget: true }),
    at({ beta: 0.8 }),
    at({ beta: 1 }),
  ];
  expect(constant.value.dataSync()).toEqual(moving.value.dataSync());
  const slopes = plain.grad.dataSync();
  constant.grad.dataSync().forEach((slope, index) => {
    expect(slope).toBeCloseTo(0.8 * slopes[index]!, 7);
  });
});
