import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import type { Loss } from "@undercoat/segmentation";
import { beforeAll, describe, expect, test } from "vitest";
import {
  backwardCorrection,
  crossEntropy,
  dice,
  earlyLearning,
  FocalOptions,
  focal,
  forwardCorrection,
  generalisedCrossEntropy,
  isLossesError,
  jaccard,
  jensenShannon,
  lovasz,
  meanAbsoluteError,
  TransitionOptions,
  tversky,
} from "../src/index.ts";
import { exampleBatch } from "./batches.ts";

beforeAll(() => tf.setBackend("cpu"));

function lossOf(loss: Loss, { logits, labels } = exampleBatch()): number {
  return tf.tidy(() => loss.evaluate(logits, labels).dataSync()[0]!);
}

const identity = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
];

describe("losses that are special cases of each other", () => {
  test.each<[string, Loss, Loss]>([
    ["Tversky with halves is Dice", tversky({ falsePositives: 0.5, falseNegatives: 0.5 }), dice()],
    ["Tversky with ones is Jaccard", tversky({ falsePositives: 1, falseNegatives: 1 }), jaccard()],
    ["focal of gamma 0 is cross-entropy", focal({ gamma: 0 }), crossEntropy()],
    ["GCE of q 1 is MAE", generalisedCrossEntropy({ q: 1 }), meanAbsoluteError()],
    [
      "forward correction without noise is cross-entropy",
      forwardCorrection({ transitionMatrix: identity }),
      crossEntropy(),
    ],
    [
      "backward correction without noise is cross-entropy",
      backwardCorrection({ transitionMatrix: identity }),
      crossEntropy(),
    ],
  ])("%s", (_name, a, b) => {
    expect(lossOf(a)).toBeCloseTo(lossOf(b), 5);
  });

  test("GCE nears cross-entropy as q nears 0", () => {
    const distance = (q: number) => Math.abs(lossOf(generalisedCrossEntropy({ q })) - lossOf(crossEntropy()));
    expect(distance(0.01)).toBeLessThan(0.03);
    expect(distance(0.1)).toBeGreaterThan(5 * distance(0.01));
  });

  test("Lovász of certain predictions is the Jaccard loss", () => {
    const { logits, labels } = exampleBatch();
    const certain = tf.tidy(() => tf.mul<tf.Tensor4D>(logits, 1e4));
    expect(lossOf(lovasz(), { ...exampleBatch(), logits: certain, labels })).toBeCloseTo(
      lossOf(jaccard(), { ...exampleBatch(), logits: certain, labels }),
      5,
    );
  });

  test("Lovász per patch is the mean over patches that have labels", () => {
    const { logits, labels, weights } = exampleBatch();
    const patch = (index: number) => ({
      logits: tf.slice(logits, [index, 0, 0, 0], [1, 3, 4, 3]),
      labels: tf.slice(labels, [index, 0, 0], [1, 3, 4]),
      weights,
    });
    const [a, b] = [lossOf(lovasz(), patch(0)), lossOf(lovasz(), patch(1))];
    expect(lossOf(lovasz({ reduction: "patch" }))).toBeCloseTo((a + b) / 2, 6);
    const halfIgnored = tf.concat([tf.fill([1, 3, 4], 255, "int32"), patch(1).labels]) as tf.Tensor3D;
    expect(lossOf(lovasz({ reduction: "patch" }), { logits, labels: halfIgnored, weights })).toBeCloseTo(
      b,
      6,
    );
  });

  test("Jensen-Shannon nears cross-entropy for a light label, and the mean absolute error for a heavy one", () => {
    expect(lossOf(jensenShannon({ labelWeight: 0.001 }))).toBeCloseTo(lossOf(crossEntropy()), 1);
    const share = lossOf(jensenShannon({ labelWeight: 0.999 })) / lossOf(meanAbsoluteError());
    expect(share).toBeGreaterThan(0.9);
    expect(share).toBeLessThan(1.2);
  });

  test("equal views of the generalised Jensen-Shannon loss are one view", () => {
    const { logits, labels } = exampleBatch();
    const loss = jensenShannon();
    const views = tf.tidy(() => loss.evaluateViews([logits, logits, logits], labels).dataSync()[0]!);
    expect(views).toBeCloseTo(lossOf(loss), 6);
  });

  test("early learning without memory is cross-entropy, and agreement with it lowers the loss", () => {
    const { logits, labels } = exampleBatch();
    const loss = earlyLearning();
    const at = (targets: tf.Tensor4D) =>
      tf.tidy(() => loss.evaluate(logits, labels, { targets }).dataSync()[0]!);
    const none = at(tf.zerosLike(logits));
    expect(none).toBeCloseTo(lossOf(crossEntropy()), 6);
    expect(at(tf.mul(tf.softmax(logits), 0.9))).toBeLessThan(none);
    expect(at(tf.onesLike(logits))).toBeCloseTo(none + 3 * Math.log(1e-4), 3); // the floor
  });
});

describe("corrections by a transition matrix", () => {
  test("backward correction is unbiased: over the noise it is cross-entropy on the clean label", () => {
    const transitionMatrix = [
      [0.7, 0.2, 0.1],
      [0.05, 0.9, 0.05],
      [0.2, 0.2, 0.6],
    ];
    const logits = tf.tensor4d([0.3, -1, 2], [1, 1, 1, 3]);
    const at = (loss: Loss, label: number) =>
      lossOf(loss, { ...exampleBatch(), logits, labels: tf.tensor3d([label], [1, 1, 1], "int32") });
    const corrected = backwardCorrection({ transitionMatrix });
    transitionMatrix.forEach((row, clean) => {
      const mean = row.reduce((sum, share, noisy) => sum + share * at(corrected, noisy), 0);
      expect(mean).toBeCloseTo(at(crossEntropy(), clean), 5);
    });
  });

  test("a matrix that is singular, of another size, or no transition matrix is refused", () => {
    const flat = [
      [0.5, 0.5],
      [0.5, 0.5],
    ];
    expect(() => backwardCorrection({ transitionMatrix: flat })).toThrowErrorMatchingInlineSnapshot(
      `[LossesError: the transition matrix has no inverse: noisy classes do not tell clean class 1 from those before it; use forwardCorrection, which needs none]`,
    );
    try {
      backwardCorrection({ transitionMatrix: flat });
    } catch (error) {
      expect(isLossesError(error, "SINGULAR_MATRIX")).toBe(true);
    }
    expect(() => lossOf(forwardCorrection({ transitionMatrix: flat }))).toThrowErrorMatchingInlineSnapshot(
      `[LossesError: the transition matrix is 2×2, but the logits have 3 classes; give one row per class]`,
    );
    const refusal = (transitionMatrix: number[][]) =>
      TransitionOptions.safeParse({ transitionMatrix }).error?.issues[0]?.message;
    expect(
      refusal([
        [0.5, 0.4],
        [0.5, 0.5],
      ]),
    ).toMatchInlineSnapshot(
      `"a row must sum to 1: it holds the probabilities of every noisy class given one clean class"`,
    );
    expect(
      refusal([
        [0.5, 0.5],
        [0.2, 0.3, 0.5],
      ]),
    ).toMatchInlineSnapshot(`"a transition matrix must be square: one row and one column per class"`);
    expect(
      refusal([
        [1, 0],
        [1, 0],
      ]),
    ).toMatchInlineSnapshot(
      `"a column is all 0, so that noisy class could never occur; give it a small probability"`,
    );
  });
});

test("views of several shapes, no view and targets of another shape are refused", () => {
  const { logits, labels } = exampleBatch();
  const loss = jensenShannon();
  const cut = tf.slice(logits, [0, 0, 0, 0], [2, 3, 3, 3]);
  expect(() => loss.evaluateViews([], labels)).toThrowErrorMatchingInlineSnapshot(
    `[LossesError: there are 0 views; give the logits of at least 1]`,
  );
  expect(() => loss.evaluateViews([logits, cut], labels)).toThrowErrorMatchingInlineSnapshot(
    `[LossesError: one view is [2, 3, 4, 3] and another [2, 3, 3, 3], where all must cover the same pixels; undo what moved them]`,
  );
  expect(() => earlyLearning().evaluate(logits, labels, { targets: cut })).toThrowErrorMatchingInlineSnapshot(
    `[LossesError: targets are [2, 3, 3, 3], but the logits [2, 3, 4, 3]; give one number per class of every pixel]`,
  );
  tf.dispose([logits, labels, cut]);
});

test("alpha belongs to one-vs-all focal alone", () => {
  expect(FocalOptions.safeParse({ alpha: 0.5 }).error?.issues[0]?.message).toMatchInlineSnapshot(
    `"weighs a class against the others, which only the form "one-vs-all" does; leave it out"`,
  );
});
