import { readFileSync } from "node:fs";
import { createRng, normals } from "@undercoat/random";
import { expect, test } from "vitest";
import { moransI } from "./morans-i.ts";

interface Case {
  readonly id: string;
  readonly columns: number;
  readonly rows: number;
  readonly values: readonly number[];
  readonly moran: number;
  readonly pOfNormalOneSided: number;
  readonly local: readonly number[];
}

/** Made by generate.py beside it with PySAL. */
const { cases }: { readonly cases: readonly Case[] } = JSON.parse(
  readFileSync(new URL("../../test/fixtures/morans-i/morans-i.json", import.meta.url), "utf8"),
);
const rng = createRng(1);

test.each(cases)("equals PySAL's: $id", ({ columns, rows, values, moran, pOfNormalOneSided, local }) => {
  const ours = moransI([{ columns, rows, values }], { rng });
  expect(ours.value).toBeCloseTo(moran, 12);
  // a normal approximation beside permutations
  expect(Math.abs(ours.pValue - pOfNormalOneSided)).toBeLessThan(0.03);
  const scale = (values.length - 1) / values.length; // esda divides by n − 1
  local.forEach((value, cell) => {
    expect(ours.local[0]![cell]! * scale).toBeCloseTo(value, 10);
  });
});

test("values at random are found clustered no more often than the p-value says", () => {
  const below = Array.from({ length: 200 }, (_, run) => {
    const values = normals(36, createRng(run).fork("values"));
    return moransI([{ columns: 6, rows: 6, values }], {
      rng: createRng(run),
      permutations: 199,
      resamples: 50,
    });
  }).filter(({ pValue }) => pValue <= 0.05).length;
  expect(below).toBeLessThanOrEqual(18); // 10 expected; 18 or fewer in 99.4 % of such runs
});

test("cells without a value and levels of whole grids do not count", () => {
  const values = Array.from({ length: 36 }, (_, cell) => (cell % 7 === 0 ? Number.NaN : cell % 5));
  const grid = { columns: 6, rows: 6, values };
  const raised = { ...grid, values: values.map((value) => value + 100) };
  const { value, cells, local } = moransI([grid, raised], { rng });
  expect(cells).toBe(60);
  expect(value).toBeCloseTo(moransI([grid], { rng }).value, 12);
  expect(local[0]![0]).toBeNaN();
});

test("too few or equal values are refused", () => {
  expect(() => moransI([{ columns: 3, rows: 3, values: new Float64Array(9) }], { rng })).toThrow(
    "no estimate of Moran's I: 9 cells have a value and a neighbour, but 16 are needed",
  );
  expect(() => moransI([{ columns: 5, rows: 5, values: new Float64Array(25) }], { rng })).toThrow(
    "all values are equal",
  );
});
