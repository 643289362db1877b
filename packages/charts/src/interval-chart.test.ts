import { expect, test } from "vitest";
import { type IntervalRow, intervalChart } from "./interval-chart.ts";

function draw(rows: readonly IntervalRow[], reference = 0) {
  return intervalChart({ title: "Gain", description: "d", xLabel: "points", rows, reference, digits: 1 });
}

test("a dot is filled only where the interval leaves the reference out", () => {
  const { svg } = draw([
    { name: "above", value: 7.7, low: 2.6, high: 12.8 },
    { name: "unclear", value: 4.8, low: -0.6, high: 10.3 },
    { name: "one seed", value: 9, low: null, high: null },
    { name: "below", value: -3, low: -5, high: -1 },
  ]);
  const fills = [...svg.matchAll(/<circle[^>]*fill="([^"]*)"/g)].map((match) => match[1]?.startsWith("#"));
  expect(fills).toEqual([true, false, false, true]);
});

test("the line of no difference stands where the axis shows it", () => {
  const { svg } = draw([{ name: "a", value: 5, low: 4, high: 6 }]);
  const zero = /<line x1="(\S+)"[^>]*stroke-width="1.5"/.exec(svg)?.[1];
  expect(svg).toMatch(new RegExp(`<text x="${zero}" y="\\S+" text-anchor="middle">0<`));
});

test("the reference can be another number than zero", () => {
  const { svg } = draw([{ name: "a", value: 1.4, low: 0.9, high: 1.9 }], 1);
  expect(svg).toMatch(/<circle[^>]*fill="var/);
});

test("the table shows the rows as they are", () => {
  const { table } = draw([{ name: "a", value: 1, low: null, high: null }]);
  expect(table.rows).toEqual([["a", 1, null, null]]);
  expect(table.columns[1]).toEqual({ label: "points", numeric: true, digits: 1 });
});

test("long names wrap above their row instead of being cut", () => {
  const name = "osmlike − osmlike, permuted, 16 patches, encoder frozen, average precision";
  const rows = [{ name, value: 1, low: 0, high: 2 }];
  const { svg } = intervalChart({ title: "t", description: "d", xLabel: "x", rows, width: 320 });
  const texts = [...svg.matchAll(/<text x="0"[^>]*>([^<]*)</g)].map((match) => match[1]);
  expect(texts.length).toBeGreaterThan(1);
  expect(texts.join(" ")).toBe(name);
});

test("no rows and no numbers are refused", () => {
  expect(() => draw([])).toThrowErrorMatchingInlineSnapshot(
    `[ChartsError: chart "Gain" has 0 values, but needs at least 1; leave the chart out]`,
  );
  expect(() => draw([{ name: "a", value: Number.NaN, low: 0, high: 1 }])).toThrowErrorMatchingInlineSnapshot(
    `[ChartsError: row "a" is NaN, but a chart draws finite numbers; give null where there is no value]`,
  );
});
