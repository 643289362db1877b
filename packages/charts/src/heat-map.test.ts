import { expect, test } from "vitest";
import { isChartsError } from "./errors.ts";
import { type HeatMapOptions, heatMap } from "./heat-map.ts";

const OPTIONS: HeatMapOptions = {
  title: "Ratio to the null",
  description: "The head moved most, early.",
  rows: ["encoder.stem", "head"],
  columns: ["60", "600"],
  values: [
    [1, null],
    [100, 10],
  ],
  valueLabel: "ratio",
  scale: "log",
};

const fills = (svg: string) => [...svg.matchAll(/height="24"[^>]* fill="([^"]+)"/g)].map((match) => match[1]);

test("larger values are darker, by their logarithm on a log scale, and a cell without a value is crossed out", () => {
  const [least, none, most, middle] = fills(heatMap(OPTIONS).svg);
  const level = (fill: string | undefined) => Number.parseInt(fill!.slice(1, 3), 16);
  expect([least, none]).toEqual(["#ffffff", "none"]);
  expect(level(middle) - level(most)).toBeCloseTo(level(least) - level(middle), -1);
});

test("every number stands in its cell, white on dark, and in the table", () => {
  const { svg, table } = heatMap(OPTIONS);
  expect(svg).toMatch(/fill="#fff" text-anchor="middle">100</);
  expect(svg).toMatch(/fill="#000" text-anchor="middle">1</);
  expect(table.rows).toEqual([
    ["encoder.stem", 1, null],
    ["head", 100, 10],
  ]);
});

test("equal values get one shade", () => {
  expect(
    new Set(
      fills(
        heatMap({
          ...OPTIONS,
          values: [
            [2, 2],
            [2, 2],
          ],
        }).svg,
      ),
    ).size,
  ).toBe(1);
});

test("what cannot be drawn is told", () => {
  const codeOf = (change: Partial<HeatMapOptions>) => {
    try {
      heatMap({ ...OPTIONS, ...change });
    } catch (error) {
      return isChartsError(error) ? `${error.code}: ${error.message}` : String(error);
    }
    return "drawn";
  };
  expect(codeOf({ values: [[1, 2]] })).toMatchInlineSnapshot(
    `"LENGTH_MISMATCH: heat map "Ratio to the null" has 1 rows of 2 values, but 2 row and 2 column names; give a value or null for each cell"`,
  );
  expect(
    codeOf({
      values: [
        [0, 1],
        [1, 1],
      ],
    }),
  ).toMatchInlineSnapshot(
    `"NOT_POSITIVE: cell "encoder.stem", "60" is 0, but a log axis needs numbers above 0; give null or choose a linear axis"`,
  );
  expect(
    codeOf({
      values: [
        [null, null],
        [null, null],
      ],
    }),
  ).toMatchInlineSnapshot(
    `"EMPTY_CHART: chart "Ratio to the null" has 0 values, but needs at least 1; leave the chart out"`,
  );
});
