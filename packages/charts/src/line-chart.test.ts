import { expect, test } from "vitest";
import { isChartsError } from "./errors.ts";
import { type LineChartOptions, lineChart } from "./line-chart.ts";

const OPTIONS: LineChartOptions = {
  title: "Loss & more",
  description: "Both fall.",
  xLabel: "step",
  yLabel: "loss",
  series: [
    {
      name: "noisy",
      points: [
        { x: 1, y: 0.9, low: 0.8, high: 1 },
        { x: 10, y: 0.5, low: 0.4, high: 0.6 },
      ],
    },
    {
      name: "clean",
      points: [
        { x: 1, y: 0.7 },
        { x: 5, y: null },
        { x: 10, y: 0.2 },
      ],
    },
  ],
};

test("the chart names itself and describes itself to a screen reader", () => {
  const { svg } = lineChart({ ...OPTIONS, id: "first" });
  expect(svg).toContain('role="img" aria-labelledby="chart-first-title chart-first-desc"');
  expect(svg).toContain('<title id="chart-first-title">Loss &amp; more</title>');
  expect(svg).toContain('<desc id="chart-first-desc">Both fall.</desc>');
});

test("equal options give equal text, and options are left as they were", () => {
  const before = JSON.stringify(OPTIONS);
  expect(lineChart(OPTIONS)).toEqual(lineChart(structuredClone(OPTIONS)));
  expect(JSON.stringify(OPTIONS)).toBe(before);
});

test("lines differ in dash and marker as well as in colour", () => {
  const { svg } = lineChart(OPTIONS);
  const lines = svg.match(/<path d="[^"]*" fill="none"[^>]*>/g) ?? [];
  expect(lines).toHaveLength(2);
  expect(lines[0]).not.toContain("stroke-dasharray");
  expect(lines[1]).toContain("stroke-dasharray");
  const markers = new Set((svg.match(/<path d="[^"]*" transform/g) ?? []).values());
  expect(markers.size).toBe(2);
});

test("a value that is missing leaves a gap in the line", () => {
  const { svg } = lineChart(OPTIONS);
  const clean = svg.match(/<path d="([^"]*)" fill="none"/g)?.[1] ?? "";
  expect(clean.match(/M/g)).toHaveLength(2);
});

test("the table holds every x once, and band columns only where there is a band", () => {
  const { table } = lineChart(OPTIONS);
  expect(table.columns.map(({ label }) => label)).toEqual([
    "step",
    "noisy",
    "noisy, low",
    "noisy, high",
    "clean",
  ]);
  expect(table.rows).toEqual([
    [1, 0.9, 0.8, 1, 0.7],
    [5, null, null, null, null],
    [10, 0.5, 0.4, 0.6, 0.2],
  ]);
});

test("a log axis places equal ratios at equal distances", () => {
  const points = [1, 10, 100].map((y, index) => ({ x: index, y }));
  const { svg } = lineChart({ ...OPTIONS, yAxis: "log", series: [{ name: "a", points }] });
  const y = [...svg.matchAll(/<path d="[^"]*" transform="translate\(\S+ (\S+)\)" fill="#/g)].map((match) =>
    Number(match[1]),
  );
  expect(y[0]! - y[1]!).toBeCloseTo(y[1]! - y[2]!, 0);
});

test("a band that reaches below a log axis is cut, and the table keeps its number", () => {
  const points = [
    { x: 0, y: 1, low: -1, high: 2 },
    { x: 1, y: 2, low: 1, high: 3 },
  ];
  const { svg, table } = lineChart({ ...OPTIONS, yAxis: "log", series: [{ name: "a", points }] });
  expect(svg).not.toMatch(/NaN|Infinity/);
  expect(table.rows[0]).toEqual([0, 1, -1, 2]);
});

test("a chart without values, or with one that an axis cannot hold, is refused", () => {
  const draw = (y: number | null, yAxis: "linear" | "log") => () =>
    lineChart({ ...OPTIONS, yAxis, series: [{ name: "a", points: [{ x: 1, y }] }] });
  expect(draw(null, "linear")).toThrowErrorMatchingInlineSnapshot(
    `[ChartsError: chart "Loss & more" has 0 values, but needs at least 1; leave the chart out]`,
  );
  expect(draw(Number.NaN, "linear")).toThrowErrorMatchingInlineSnapshot(
    `[ChartsError: y of series "a" at x 1 is NaN, but a chart draws finite numbers; give null where there is no value]`,
  );
  expect(draw(0, "log")).toThrowErrorMatchingInlineSnapshot(
    `[ChartsError: y of series "a" at x 1 is 0, but a log axis needs numbers above 0; give null or choose a linear axis]`,
  );
  expect(draw(0, "log")).toThrow(expect.toSatisfy((error) => isChartsError(error, "NOT_POSITIVE")));
});
