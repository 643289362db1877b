import { expect, test } from "vitest";
import { type BarChartOptions, barChart } from "./bar-chart.ts";

const OPTIONS: BarChartOptions = {
  title: "Layers",
  description: "The head moved.",
  xLabel: "ratio",
  groups: ["encoder.stem", "head"],
  series: [
    {
      name: "W1",
      bars: [
        { value: 0.5, low: 0.4, high: 0.6 },
        { value: 2, low: -1, high: 5 },
      ],
    },
    { name: "W2", bars: [null, { value: 1.2, low: null, high: null }] },
  ],
  axis: "log",
  nullLine: 1,
};

function bars(svg: string): { x: number; width: number }[] {
  return [...svg.matchAll(/<rect x="(\d\S*)" y="\S+" width="(\S+)" height="12"/g)].map((match) => ({
    x: Number(match[1]),
    width: Number(match[2]),
  }));
}

test("bars of ratios start at the null line: one half and two are equally long", () => {
  const [half, twice] = bars(barChart(OPTIONS).svg);
  expect(half!.width).toBeCloseTo(twice!.width, 0);
  expect(half!.x + half!.width).toBeCloseTo(twice!.x, 0);
});

test("the null band lies behind the bars, from its lower to its upper end", () => {
  const { svg } = barChart({ ...OPTIONS, nullBand: [0.5, 2] });
  const band = /<rect x="(\S+)" y="6" width="(\S+)" height="\S+" fill="currentColor" fill-opacity/.exec(svg)!;
  const [half, twice] = bars(svg);
  expect(Number(band[1])).toBeCloseTo(half!.x, 0);
  expect(Number(band[2])).toBeCloseTo(half!.width + twice!.width, 0);
  expect(svg.indexOf(band[0])).toBeLessThan(svg.indexOf('height="12"'));
});

test("bars on a linear axis start at zero", () => {
  const series = [
    {
      name: "a",
      bars: [
        { value: 1, low: null, high: null },
        { value: 3, low: null, high: null },
      ],
    },
  ];
  const [one, three] = bars(barChart({ ...OPTIONS, series, axis: "linear" }).svg);
  expect(three!.width / one!.width).toBeCloseTo(3, 1);
});

test("an error bar that reaches below a log axis ends in an arrow, and the table keeps its number", () => {
  const { svg, table } = barChart(OPTIONS);
  expect(svg.match(/<path d="M[^"]*" fill="none"/g)).toHaveLength(1);
  expect(svg).not.toMatch(/NaN|Infinity/);
  expect(table.rows[1]).toEqual(["head", 2, -1, 5, 1.2, null, null]);
});

test("a missing bar is written n/a", () => {
  const { svg, table } = barChart(OPTIONS);
  expect(svg).toContain(">n/a<");
  expect(table.rows[0]).toEqual(["encoder.stem", 0.5, 0.4, 0.6, null, null, null]);
});

test("series differ in hatch as well as in colour, with ids of this chart", () => {
  const { svg } = barChart({ ...OPTIONS, id: "one" });
  expect(svg).toContain('<pattern id="chart-one-hatch-1"');
  expect(svg).toContain('fill="url(#chart-one-hatch-1)"');
});

test("a series of another length than the groups is refused", () => {
  expect(() =>
    barChart({ ...OPTIONS, series: [{ name: "W1", bars: [] }] }),
  ).toThrowErrorMatchingInlineSnapshot(
    `[ChartsError: series "W1" has 0 bars, but the chart has 2 groups; give one bar or null per group]`,
  );
});

test("a ratio of zero on a log axis is refused", () => {
  const series = [{ name: "W1", bars: [{ value: 0, low: null, high: null }, null] }];
  expect(() => barChart({ ...OPTIONS, series })).toThrowErrorMatchingInlineSnapshot(
    `[ChartsError: bar "encoder.stem" of series "W1" is 0, but a log axis needs numbers above 0; give null or choose a linear axis]`,
  );
});
