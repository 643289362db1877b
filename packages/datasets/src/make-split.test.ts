import { createRng } from "@undercoat/random";
import type { Grid } from "@undercoat/raster";
import fc from "fast-check";
import { expect, test } from "vitest";
import { checkSplit } from "./check-split.ts";
import { makeSplit, type SplitScene } from "./make-split.ts";

const grid = (x: number, width: number, height: number): Grid => ({
  width,
  height,
  geotransform: [x, 1, 0, 0, 0, -1],
  crs: { kind: "epsg", code: 32633 },
});
const scheme = {
  name: "two",
  classes: [
    { value: 0, name: "other" },
    { value: 1, name: "building" },
  ],
};

test("every split passes its own check, and no pixel is counted twice", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 20, max: 90 }),
      fc.integer({ min: 20, max: 90 }),
      fc.integer({ min: 4, max: 9 }),
      fc.integer({ min: 0, max: 5 }),
      fc.integer({ min: 0, max: 99 }),
      (width, height, blockSize, buffer, seed) => {
        const scenes: SplitScene[] = [
          { id: "a", grid: grid(0, width, height) },
          { id: "b", grid: grid(500, height, width) },
        ];
        const { parts, report } = makeSplit(scenes, { blockSize, buffer }, createRng(seed));
        expect(checkSplit(parts, { scenes, buffer }).conflicts).toEqual([]);
        const pixels = Object.values(report.parts).reduce((sum, part) => sum + part.pixels, 0);
        expect(pixels + report.lostPixels).toBe(2 * width * height);
        expect(report.lostPixels).toBeGreaterThanOrEqual(0);
        if (buffer === 0) expect(report.lostPixels).toBe(0);
      },
    ),
    { numRuns: 60 },
  );
});

test("shares come close to what was asked for, and a seed gives the same split again", () => {
  const scenes: SplitScene[] = [{ id: "a", grid: grid(0, 400, 400) }];
  const options = { blockSize: 20, shares: { train: 6, test: 2 } };
  const made = makeSplit(scenes, options, createRng(3));
  expect((made.report.parts["train"]?.pixels ?? 0) / 160_000).toBeCloseTo(0.75, 2);
  expect(makeSplit(scenes, options, createRng(3)).parts).toEqual(made.parts);
  expect(makeSplit(scenes, options, createRng(4)).parts).not.toEqual(made.parts);
});

test("with labels the classes are balanced: a rare class in one corner comes into every part", () => {
  const data = new Uint8Array(200 * 200);
  for (let y = 0; y < 60; y++) data.fill(1, y * 200, y * 200 + 60);
  const scenes: SplitScene[] = [{ id: "a", grid: grid(0, 200, 200), labels: { data, width: 200, scheme } }];
  const { report } = makeSplit(scenes, { blockSize: 10 }, createRng(0));
  for (const { classShares } of Object.values(report.parts)) expect(classShares?.[1]).toBeCloseTo(0.09, 1);
});

test("scenes that touch stay in one part", () => {
  const at = [0, 90, 300, 395, 700, 900];
  const scenes: SplitScene[] = at.map((x, index) => ({ id: `s${index}`, grid: grid(x, 100, 100) }));
  const { parts } = makeSplit(scenes, { method: "scenes" }, createRng(1));
  const partOf = (id: string) =>
    Object.keys(parts).find((name) => parts[name]?.some(({ sceneId }) => sceneId === id));
  expect([partOf("s0") === partOf("s1"), partOf("s2") === partOf("s3")]).toEqual([true, true]);
  expect(checkSplit(parts, { scenes }).conflicts).toEqual([]);
});

test("overlapping scenes cannot be cut into blocks, and too few blocks fill no part", () => {
  const scenes: SplitScene[] = [
    { id: "a", grid: grid(0, 100, 100) },
    { id: "b", grid: grid(50, 100, 100) },
  ];
  expect(() => makeSplit(scenes, { blockSize: 10 }, createRng(0))).toThrow(
    /would leak: .*use the method "scenes"/,
  );
  expect(() =>
    makeSplit([{ id: "a", grid: grid(0, 100, 100) }], { blockSize: 90 }, createRng(0)),
  ).toThrowErrorMatchingInlineSnapshot(
    `[DatasetsError: part "validation" stays empty: there are 1 blocks for 3 parts; make blockSize smaller]`,
  );
});
