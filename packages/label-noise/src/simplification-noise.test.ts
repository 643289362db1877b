import { createRng } from "@undercoat/random";
import { expect, test } from "vitest";
import { village } from "../test/village.ts";
import { coarseningNoise } from "./coarsening-noise.ts";
import { missingTilesNoise } from "./missing-tiles-noise.ts";
import { resampledIdsNoise } from "./resampled-ids-noise.ts";
import { simplificationNoise } from "./simplification-noise.ts";

/** Two lakes of round outline that touch, and a ragged coast. */
const lakes = village((x, y) => {
  if ((x - 70) ** 2 + (y - 80) ** 2 < 1200) return 3;
  if ((x - 120) ** 2 + (y - 80) ** 2 < 1500) return 1;
  return x > 180 + ((y * 7) % 5) ? 2 : 0;
});

test("outlines lose corners: more of them with a larger tolerance, and no pixel is left without a class", () => {
  const changed = [0.5, 1.5, 4].map((tolerance) => {
    const { labels, report } = simplificationNoise({ tolerance }).apply(lakes, createRng(0));
    expect(labels.data).not.toContain(255);
    expect(report.newlyIgnored).toBe(0);
    return report.changed;
  });
  expect(changed[0]).toBeLessThan(changed[1]!);
  expect(changed[1]).toBeLessThan(changed[2]!);
});

test("no label moves further than the tolerance and half a pixel's diagonal", () => {
  const { labels } = simplificationNoise({ tolerance: 2 }).apply(lakes, createRng(0));
  const near = (pixel: number, index: number) => {
    const [x, y] = [pixel % 200, Math.floor(pixel / 200)];
    for (let row = Math.max(0, y - 3); row <= Math.min(159, y + 3); row++)
      for (let column = Math.max(0, x - 3); column <= Math.min(199, x + 3); column++)
        if (lakes.data[row * 200 + column] === index) return true;
    return false;
  };
  labels.data.forEach((index, pixel) => {
    expect(near(pixel, index)).toBe(true);
  });
});

test("resampled ids make classes between those that meet", () => {
  const { labels, report } = resampledIdsNoise({ scale: 0.6 }).apply(lakes, createRng(0));
  const coast = village((x) => (x > 100 ? 3 : 0));
  const between = resampledIdsNoise({ scale: 0.6 }).apply(coast, createRng(0)).labels;
  expect(coast.data).not.toContain(1);
  expect(new Set([...between.data, ...labels.data]).size).toBeGreaterThan(2);
  expect(new Set(between.data).size).toBeGreaterThan(2);
  expect(report.changed).toBeGreaterThan(0);
});

test("the asked share of tiles is missing, within four binomial deviations", () => {
  const { report } = missingTilesNoise({ probability: 0.2, size: 5 }).apply(lakes, createRng(6));
  const { tiles, missing } = report.facts as Record<string, number>;
  expect(tiles).toBe(40 * 32);
  expect(Math.abs(missing! - 0.2 * tiles!)).toBeLessThan(4 * Math.sqrt(tiles! * 0.16));
  expect(report).toMatchObject({ changed: 0, newlyIgnored: 25 * missing! });
});

test("a product's grid needs labels on the ground, and pixels with an area", () => {
  const noise = coarseningNoise({ grid: [0, 10, 0, 0, 0, -10] });
  expect(() => noise.apply(lakes, createRng(0))).toThrowErrorMatchingInlineSnapshot(
    `[LabelNoiseError: the label map of 200×160 pixels has no geotransform, but the grid of a product lies on the ground; give it one, or a block in pixels]`,
  );
  expect(() => coarseningNoise({ grid: [0, 10, 5, 0, 4, 2] })).toThrowErrorMatchingInlineSnapshot(
    `[LabelNoiseError: coarsening: key "grid": pixels of the grid have no area; see the schema of its options]`,
  );
  expect(() => coarseningNoise({})).toThrow("give either block or grid");
});
