import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { expectNoTensorLeak } from "@undercoat/test-utils";
import { expect, test } from "vitest";
import { probe, smallModel, squaredLoss } from "../test/models.ts";
import { gradientAgreement } from "./gradient-agreement.ts";
import { labelGradients, pixelGradients } from "./pixel-gradients.ts";

const loss = squaredLoss(tf);
const cleanLabels = Uint8Array.from({ length: 60 }, (_, i) => (i % 7 === 0 ? 255 : i % 2));
const noisyLabels = cleanLabels.map((label, i) => (label !== 255 && i % 5 === 0 ? 1 - label : label));

test("gradients of right and of wrong pixels add up to the gradient of all", () => {
  const model = smallModel(3);
  const parts = pixelGradients(model, { ...probe(), cleanLabels, noisyLabels }, loss);
  const whole = labelGradients(model, { ...probe(), labels: noisyLabels }, loss);
  for (const [i, { name, clean, noisy }] of parts.entries())
    for (const [at, value] of whole[i]!.clean.entries())
      expect(Math.abs(clean[at]! + noisy[at]! - value), name).toBeLessThan(1e-5);
  model.dispose();
});

test("wrong labels pull the head the other way, and nothing leaks", async () => {
  const model = smallModel(3);
  const batch = { ...probe(), cleanLabels, noisyLabels };
  await expectNoTensorLeak(() => void pixelGradients(model, batch, loss));
  const rows = gradientAgreement(pixelGradients(model, batch, loss));
  expect(rows.map(({ group }) => group)).toEqual(model.groups);
  for (const { cosine, cleanNorm, noisyNorm } of rows) {
    expect(Math.abs(cosine)).toBeLessThanOrEqual(1 + 1e-9);
    expect(cleanNorm * noisyNorm).toBeGreaterThan(0);
  }
  model.dispose();
});

test("a batch without a wrong pixel has no gradient of wrong pixels", () => {
  const model = smallModel(3);
  expect(() =>
    pixelGradients(model, { ...probe(), cleanLabels, noisyLabels: cleanLabels }, loss),
  ).toThrowErrorMatchingInlineSnapshot(
    `[LayerAnalysisError: the batch has 51 rightly and 0 wrongly labelled pixels, expected some of both; give patches where the labels differ]`,
  );
  model.dispose();
});

test("opposite gradients have cosine −1, and the norm is per square root of parameters", () => {
  const one = {
    group: "head",
    weights: Float32Array.of(3, 4),
    clean: Float32Array.of(3, 4),
    noisy: Float32Array.of(-6, -8),
  };
  const [row] = gradientAgreement([{ name: "w", ...one }]);
  expect(row).toEqual({
    group: "head",
    cleanNorm: 5 / Math.SQRT2,
    noisyNorm: 10 / Math.SQRT2,
    cosine: -1,
    relativeNorm: 1,
    count: 2,
  });
});
