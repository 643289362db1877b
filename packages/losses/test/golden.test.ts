import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { describeShared, expectNoTensorLeak, goldenCases } from "@undercoat/test-utils";
import { beforeAll, expect, test } from "vitest";
import { checkGolden, GOLDEN_LOSSES, type GoldenInputs, type LossCase } from "./golden-losses.ts";

beforeAll(async () => {
  await tf.setBackend("cpu");
});

describeShared("losses equal those of PyTorch and segmentation_models.pytorch", ["golden", "losses"], () => {
  const { cases, inputs } = goldenCases<LossCase, GoldenInputs>("losses");
  test("every kind of case has a loss of ours, and every loss of ours a case", () => {
    expect([...new Set(cases.map(({ loss }) => loss))].sort()).toEqual(Object.keys(GOLDEN_LOSSES).sort());
  });
  for (const golden of cases) {
    test(golden.id, () => expectNoTensorLeak(() => checkGolden(golden, inputs[golden.input]!)));
  }
});
