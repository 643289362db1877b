import { expect, test } from "vitest";
import { tornadoChart } from "./tornado-chart.ts";

const ends = ["at its 10 % quantile", "at its 90 % quantile"] as const;
const base = { title: "Drivers", description: "d", xLabel: "hours", ends };

test("bars run from the base to both ends, with a line at zero where it is in sight", () => {
  const { svg } = tornadoChart({ ...base, base: 10, rows: [{ name: "time", atLow: -10, atHigh: 30 }] });
  const [low, high] = [...svg.matchAll(/<rect x="(\S+)" y="\S+" width="(\S+)"[^>]*stroke=/g)].map(
    ([, x, w]) => ({
      x: Number(x),
      width: Number(w),
    }),
  );
  expect(low?.width).toBeCloseTo(high!.width, 0);
  expect(low!.x + low!.width).toBeCloseTo(high!.x, 0);
  expect(svg).toContain("stroke-dasharray");
  const away = tornadoChart({ ...base, base: 10, rows: [{ name: "time", atLow: 8, atHigh: 12 }] });
  expect(away.svg).not.toContain('stroke-dasharray="5 3"');
});

test("the two ends differ in hatch, and the table holds them as they are", () => {
  const { svg, table } = tornadoChart({ ...base, base: 1, rows: [{ name: "time", atLow: 0.5, atHigh: 2 }] });
  expect(svg.match(/<pattern /g)).toHaveLength(1);
  expect(table.rows).toEqual([["time", 0.5, 2]]);
  expect(table.columns.map(({ label }) => label)).toEqual(["input", ...ends]);
});

test("refuses what cannot be drawn", () => {
  expect(() => tornadoChart({ ...base, base: 1, rows: [] })).toThrowErrorMatchingInlineSnapshot(
    `[ChartsError: chart "Drivers" has 0 values, but needs at least 1; leave the chart out]`,
  );
  expect(() =>
    tornadoChart({ ...base, base: 1, rows: [{ name: "time", atLow: Number.NEGATIVE_INFINITY, atHigh: 2 }] }),
  ).toThrowErrorMatchingInlineSnapshot(
    `[ChartsError: row "time" is -Infinity, but a chart draws finite numbers; give null where there is no value]`,
  );
});
