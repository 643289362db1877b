import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { describeShared, expectNoTensorLeak, goldenCases } from "@undercoat/test-utils";
import { beforeAll, expect, test } from "vitest";
import { evaluatorOf, GOLDEN_LOSSES, type GoldenInputs, type LossCase, onLogits } from "./golden-losses.ts";

/** The golden README's float32 tolerance, absolute and relative. */
const FLOAT32 = 2e-6;

beforeAll(async () => {
  await tf.setBackend("cpu");
});

describeShared("losses equal those of PyTorch and segmentation_models.pytorch", ["golden", "losses"], () => {
  const { cases, inputs } = goldenCases<LossCase, GoldenInputs>("losses");
  test("every kind of case has a loss of ours, and every loss of ours a case", () => {
    expect([...new Set(cases.map(({ loss }) => loss))].sort()).toEqual(Object.keys(GOLDEN_LOSSES).sort());
  });
  for (const golden of cases) test(golden.id, () => checkCase(golden, inputs[golden.input]!));
});

async function checkCase(golden: LossCase, input: GoldenInputs["inputs"][string]): Promise<void> {
  const { value, slopes } = await expectNoTensorLeak(() => onLogits(evaluatorOf(golden), input));
  expect(slopes.every(Number.isFinite)).toBe(true);
  if (input.labels.data.every((label) => label === 255)) {
    expect(value, "nothing to learn from").toBe(0);
    expect(slopes.every((slope) => slope === 0)).toBe(true);
    return;
  }
  if (golden.value === null || golden.gradient === null) {
    expect(value, "undefined in the library").toBeGreaterThan(0);
    return;
  }
  const allowed = FLOAT32 + FLOAT32 * Math.abs(golden.value);
  expect(Math.abs(value - golden.value)).toBeLessThanOrEqual(allowed);
  const { data } = golden.gradient;
  const worst = slopes.reduce((most, slope, index) => Math.max(most, Math.abs(slope - data[index]!)), 0);
  expect(worst).toBeLessThanOrEqual(FLOAT32);
}
