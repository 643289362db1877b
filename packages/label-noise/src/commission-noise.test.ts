import { createRng } from "@undercoat/random";
import { expect, test } from "vitest";
import { village } from "../test/village.ts";
import { commissionNoise } from "./commission-noise.ts";

const labels = village((x, y) => (y < 2 ? 2 : x > 195 ? 255 : null));
const apply = (options: Parameters<typeof commissionNoise>[0], seed = 0) =>
  commissionNoise({ classes: ["building"], ...options }).apply(labels, createRng(seed));

test("as many objects are added as asked, each where there was nothing but ground", () => {
  const { labels: noisy, report } = apply({ rate: 0.25, tries: 200 });
  expect(report.facts).toMatchObject({ objects: 80, invented: 20, notPlaced: 0 });
  expect(report.objects[1]).toMatchObject({ clean: 80, lost: 0 });
  expect(report.changed).toBe(report.facts["inventedPixels"]);
  noisy.data.forEach((index, pixel) => {
    if (index !== labels.data[pixel]) expect([labels.data[pixel], index]).toEqual([0, 1]);
  });
});

test("a part of an object is one more with that probability", () => {
  const invented = Array.from({ length: 200 }, (_, seed) =>
    Number(apply({ rate: 0.005, tries: 200 }, seed).report.changed > 0),
  );
  const count = invented.reduce((sum, one) => sum + one, 0); // 0.4 objects each
  expect(Math.abs(count - 80)).toBeLessThan(4 * Math.sqrt(200 * 0.4 * 0.6));
});

test("objects without a place are given up and counted", () => {
  const full = village((x, y) => (x % 2 === 0 && y > 10 ? 2 : null));
  const { report } = commissionNoise({ rate: 0.5, classes: [1], tries: 3 }).apply(full, createRng(1));
  const { invented, notPlaced, objects } = report.facts as Record<string, number>;
  expect(Math.abs(invented! + notPlaced! - 0.5 * objects!)).toBeLessThanOrEqual(1);
  expect(notPlaced).toBeGreaterThan(0);
});

test("without objects nothing is invented", () => {
  const empty = village(() => 0);
  expect(commissionNoise({ rate: 3 }).apply(empty, createRng(0)).labels.data).toEqual(empty.data);
});
