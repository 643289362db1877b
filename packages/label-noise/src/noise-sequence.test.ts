import { createRng } from "@undercoat/random";
import { type ClassScheme, labelMap } from "@undercoat/raster";
import { expect, test } from "vitest";
import { classConditionalNoise } from "./class-conditional-noise.ts";
import { misregistrationNoise } from "./misregistration-noise.ts";
import { noiseSequence } from "./noise-sequence.ts";

const scheme: ClassScheme = {
  name: "two",
  classes: ["other", "building"].map((name, value) => ({ value, name })),
};
const data = Uint8Array.from({ length: 400 }, (_, pixel) => (pixel % 5 === 0 ? 1 : 0));
const labels = labelMap({ width: 20, height: 20, scheme, data });
const shift = misregistrationNoise({ shift: [1, 0] });

test("noises follow each other, each with a stream of its own and a report of its own", () => {
  const flips = classConditionalNoise({ rate: 0.1 });
  const { labels: noisy, report } = noiseSequence([shift, flips]).apply(labels, createRng(4));
  const first = shift.apply(labels, createRng(4));
  const second = flips.apply(first.labels, createRng(4).fork("2-class-conditional"));
  expect(noisy).toEqual(second.labels);
  expect(report.steps).toEqual([first.report, second.report]);
  expect(report).toMatchObject({ name: "sequence", valid: 380, newlyIgnored: 20 });
});

test("the report compares the clean labels with the last ones: a change undone is no change", () => {
  const all = classConditionalNoise({ rate: 1 });
  const { report } = noiseSequence([all, all]).apply(labels, createRng(0));
  expect(report).toMatchObject({ changed: 0, noiseRate: 0, iou: [1, 1] });
  expect(report.steps?.map(({ noiseRate }) => noiseRate)).toEqual([1, 1]);
});

test("a sequence of nothing, and one in another, are noises too", () => {
  expect(noiseSequence([]).apply(labels, createRng(0)).labels.data).toEqual(data);
  const nested = noiseSequence([noiseSequence([shift]), shift]).apply(labels, createRng(0));
  expect(nested.labels.data).toEqual(
    misregistrationNoise({ shift: [2, 0] }).apply(labels, createRng(0)).labels.data,
  );
});
