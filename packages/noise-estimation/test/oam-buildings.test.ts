import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createRng } from "@undercoat/random";
import { describeShared } from "@undercoat/test-utils";
import { describe, expect, test } from "vitest";
import { decomposeLabelError, detectBias, estimateShift, objectShifts } from "../src/index.ts";
import { oamImage, oamLabels } from "./oam.ts";
import { moved } from "./planted-spatial.ts";

interface Fact {
  readonly name: string;
  readonly gsd_m: number;
  readonly [noise: `noise_${string}`]: { readonly pixel_flip_rate: number };
}

const rng = createRng(0).fork("oam");
/** Small areas of two countries, so that the test stays short. */
const SMALL = ["nepal_a", "nepal_b", "philippines_a", "philippines_b"] as const;

describeShared("simulated noise of real buildings", ["data", "oam_buildings"], (folder) => {
  const facts: readonly Fact[] = JSON.parse(readFileSync(join(folder, "facts.json"), "utf8"));
  const factOf = (area: string) => facts.find(({ name }) => name === area)!;

  test.each(SMALL)("%s: a planted shift is found from the image alone, within 1 px", async (area) => {
    const labels = moved(await oamLabels(folder, `labels/${area}`), [7, -5]);
    const reference = await oamImage(folder, area);
    const { dx, dy } = estimateShift({ labels, reference }, { rng, maxShift: 16, resamples: 100 });
    expect(Math.hypot(dx.value - 7, dy.value + 5)).toBeLessThan(1);
  });

  describe.each(["nepal_a", "philippines_b"] as const)("%s", (area) => {
    test.each(["shift", "osmlike", "coarse10m"] as const)(
      "%s: the error is that of facts.json, and its parts add up",
      async (kind) => {
        const reference = await oamLabels(folder, `labels/${area}`);
        const labels = await oamLabels(folder, `labels_noisy/${area}_${kind}`);
        const found = decomposeLabelError({ labels, reference }, { rng, resamples: 100 });
        const truth = factOf(area)[`noise_${kind}`]!.pixel_flip_rate;
        expect(found.errorRate.value).toBeCloseTo(truth, 3);
        const parts = [found.shift, found.boundary, found.omission, found.commission, found.confusion];
        expect(parts.reduce((sum, { pixels }) => sum + pixels, 0)).toBe(found.wrong);
        // what was simulated is the largest part, or close to none where it was not simulated
        const share = found.shift.pixels / found.wrong;
        if (kind === "shift") expect(share).toBeGreaterThan(0.5);
        if (kind === "coarse10m") expect(share).toBeLessThan(0.05);
      },
    );
  });

  test("buildings left out more often when small are found to be, and how many are missing", async () => {
    const scenes = await Promise.all(
      [...SMALL, "kampala_a", "kampala_b"].map(async (area) => ({
        reference: await oamLabels(folder, `labels/${area}`),
        labels: await oamLabels(folder, `labels_noisy/${area}_osmlike`),
      })),
    );
    const { factors } = detectBias(scenes, { rng });
    const missing = factors.find(({ factor }) => factor === "missing building by size");
    if (missing?.kind !== "factor") throw new RangeError(missing?.verdict);
    expect(missing.verdict).toMatchInlineSnapshot(
      `"building objects under 15 m² are missing 2.0× as often as larger ones [1.4, 3.0]: systematic"`,
    );
    // 45 % below 40 m², 30 % below 120 m², else 12 %: between 1.5 and 3.75 times, whatever the bound
    expect(missing.effect.low).toBeLessThan(3.75);
    expect(missing.effect.high).toBeGreaterThan(1.5);
  });

  test("the shifts of single buildings spread by the 1.0 m that was simulated", async () => {
    const squares: number[] = [];
    for (const area of ["nepal_a", "nepal_b"] as const) {
      const reference = await oamLabels(folder, `labels/${area}`);
      const labels = await oamLabels(folder, `labels_noisy/${area}_shift`);
      const all = estimateShift({ labels, reference }, { rng, resamples: 100 });
      const around: [number, number] = [all.dx.value, all.dy.value];
      const found = objectShifts({ labels, reference }, { rng, around }).flatMap(({ shift }) =>
        shift.kind === "shift" ? [[shift.dx.value, shift.dy.value] as const] : [],
      );
      const metres = factOf(area).gsd_m;
      for (const axis of [0, 1] as const) {
        const values = found.map((one) => one[axis] * metres);
        const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
        squares.push(...values.map((value) => (value - mean) ** 2));
      }
    }
    const sigma = Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / squares.length);
    // about 110 values: a standard error of 7 %; the search of ±16 px (2.1 to 2.4 m) cuts off both tails
    expect(sigma).toBeGreaterThan(0.75);
    expect(sigma).toBeLessThan(1.1);
  });
});
