import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import type { Loss } from "@undercoat/segmentation";
import { expectNoTensorLeak } from "@undercoat/test-utils";
import { beforeAll, describe, expect, test } from "vitest";
import { crossEntropy, crossEntropyDice, dice, sumOfLosses } from "../src/index.ts";
import { LOSS_LIST, type TestedLoss } from "./all-losses.ts";
import { exampleBatch } from "./batches.ts";

beforeAll(() => tf.setBackend("cpu"));

function valueAndSlopes(
  loss: TestedLoss,
  logits: tf.Tensor4D,
  labels: tf.Tensor3D,
): { value: number; slopes: Float32Array } {
  const { value, grad } = tf.valueAndGrad((x: tf.Tensor) => loss.evaluate(x as tf.Tensor4D, labels))(logits);
  const result = { value: value.dataSync()[0]!, slopes: Float32Array.from(grad.dataSync<"float32">()) };
  tf.dispose([value, grad]);
  return result;
}

describe.each(LOSS_LIST)("%s", (_name, _exported, loss) => {
  test("a batch with nothing to learn from gives 0 and a gradient of zeros", async () => {
    await expectNoTensorLeak(() => {
      const { logits, labels, weights } = exampleBatch();
      const ignored = tf.fill([2, 3, 4], 255, "int32") as tf.Tensor3D;
      const { value, slopes } = valueAndSlopes(loss, logits, ignored);
      expect(value).toBe(0);
      expect(slopes.every((slope) => slope === 0)).toBe(true);
      tf.dispose([logits, labels, weights, ignored]);
    });
  });

  test("logits of ignored pixels change nothing and get no gradient", () => {
    const { logits, labels } = exampleBatch();
    const ignored = labels.dataSync().map((label) => (label === 255 ? 1 : 0));
    const moved = tf.tidy(() => {
      const shift = tf.tensor4d(
        [...ignored].flatMap((flag) => [9 * flag, -4 * flag, flag]),
        [2, 3, 4, 3],
      );
      return tf.add<tf.Tensor4D>(logits, shift);
    });
    const [plain, other] = [valueAndSlopes(loss, logits, labels), valueAndSlopes(loss, moved, labels)];
    expect(other.value).toBe(plain.value);
    const unsigned = (slopes: Float32Array) => slopes.map((slope) => slope + 0); // -0 becomes 0
    expect(unsigned(other.slopes)).toEqual(unsigned(plain.slopes));
    plain.slopes.forEach((slope, index) => {
      if (ignored[Math.floor(index / 3)] === 1) expect(Math.abs(slope)).toBe(0);
    });
    tf.dispose([logits, labels, moved]);
  });

  test("a label that is no class and not 255 cannot pass unseen", () => {
    const { logits, labels } = exampleBatch();
    for (const foreign of [3, -1, 254]) {
      const data = Int32Array.from(labels.dataSync());
      data[0] = foreign;
      const wrong = tf.tensor3d(data, [2, 3, 4], "int32");
      expect(valueAndSlopes(loss, logits, wrong).value).toBeNaN();
      wrong.dispose();
    }
    tf.dispose([logits, labels]);
  });

  test("shapes and class counts that do not fit are refused", () => {
    const { logits, labels } = exampleBatch();
    const cut = tf.tidy(() => tf.slice(labels, [0, 0, 0], [2, 3, 3]));
    expect(() => loss.evaluate(logits, cut)).toThrow(
      "labels are [2, 3, 3], but logits [2, 3, 4, 3] need [2, 3, 4]; give one number per pixel",
    );
    tf.dispose([logits, labels, cut]);
  });
});

test("class weights must be as many as the classes", () => {
  const { logits, labels } = exampleBatch();
  expect(() =>
    crossEntropy({ classWeights: [1, 2] }).evaluate(logits, labels),
  ).toThrowErrorMatchingInlineSnapshot(
    `[LossesError: there are 2 class weights, but the logits have 3 classes; give one weight per class]`,
  );
});

test("parts add up to the sum, in crossEntropyDice and in a sum of the two alike", async () => {
  const { logits, labels } = exampleBatch();
  await expectNoTensorLeak(() => {
    for (const loss of [crossEntropyDice(), sumOfLosses([crossEntropy(), dice()])]) {
      const parts = loss.parts!(logits, labels);
      expect(Object.keys(parts)).toEqual(["cross-entropy", "dice"]);
      const values = Object.values(parts).map((part) => part.dataSync()[0]!);
      const whole = loss.evaluate(logits, labels);
      expect(values[0]! + values[1]!).toBeCloseTo(whole.dataSync()[0]!, 6);
      tf.dispose([parts, whole]);
    }
  });
  tf.dispose([logits, labels]);
});

test("a gradient through the parts is the gradient of the whole", () => {
  const { logits, labels } = exampleBatch();
  const loss = crossEntropyDice();
  const throughParts: Loss = {
    ...loss,
    evaluate: (x, y) =>
      tf.tidy(() => tf.add(...(Object.values(loss.parts!(x, y)) as [tf.Scalar, tf.Scalar]))),
  };
  const whole = valueAndSlopes(loss, logits, labels).slopes;
  const parts = valueAndSlopes(throughParts, logits, labels).slopes;
  parts.forEach((slope, index) => {
    expect(slope).toBeCloseTo(whole[index]!, 7);
  });
});

test("sums of nothing, and of one name twice, are refused", () => {
  expect(() => sumOfLosses([])).toThrowErrorMatchingInlineSnapshot(
    `[LossesError: a sum of losses has 0 terms; give it at least 1]`,
  );
  expect(() => sumOfLosses([dice(), dice()])).toThrowErrorMatchingInlineSnapshot(
    `[LossesError: loss "dice" stands twice in a sum, where every name may stand once; use a weight instead]`,
  );
});
