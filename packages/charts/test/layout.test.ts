import fc from "fast-check";
import { expect, test } from "vitest";
import { barChart, type Chart, intervalChart, lineChart, tornadoChart } from "../src/index.ts";
import { PALETTE } from "../src/internal/series-style.ts";
import { outside, overlaps, textBoxes, unbalanced } from "./svg-texts.ts";

const name = fc.string({ unit: fc.constantFrom(..."abcWM19 .<&\"'−é東"), minLength: 1, maxLength: 70 });
const width = fc.constantFrom(280, 340, 720, 1100);
/** Measured numbers: no more than nine digits after the point. */
const value = fc.double({ min: -1e5, max: 1e5, noNaN: true }).map((number) => Number(number.toFixed(9)));
const ratio = fc.double({ min: 1e-3, max: 1e4, noNaN: true });
const base = { title: "t <script>", description: 'd "&"', xLabel: "difference, points", yLabel: "loss" };

function expectReadable({ svg }: Chart): void {
  expect(overlaps(textBoxes(svg))).toEqual([]);
  expect(outside(svg)).toEqual([]);
  expect(unbalanced(svg)).toEqual([]);
  expect(svg.match(/text-anchor="middle"/g)?.length ?? 0, "ticks").toBeGreaterThanOrEqual(2);
  expect(svg).not.toMatch(/NaN|Infinity|undefined|<script/);
  for (const [, size] of svg.matchAll(/font-size="([\d.]+)"/g))
    expect(Number(size)).toBeGreaterThanOrEqual(11);
}

test("an interval chart stays readable whatever its names and numbers", () => {
  const row = fc.record({ name, value, low: fc.option(value), high: fc.option(value) });
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 9 }), width, (rows, size) => {
      expectReadable(intervalChart({ ...base, rows, width: size }));
    }),
  );
});

test("a tornado chart stays readable whatever its names and numbers", () => {
  const row = fc.record({ name, atLow: value, atHigh: value });
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 9 }), value, width, (rows, middle, size) => {
      expectReadable(
        tornadoChart({ ...base, rows, base: middle, ends: ["at 10 %", "at 90 %"], width: size }),
      );
    }),
  );
});

test("a bar chart stays readable whatever its names and numbers", () => {
  const bar = fc.option(fc.record({ value: ratio, low: fc.option(value), high: fc.option(ratio) }));
  const input = fc.record({
    groups: fc.array(name, { minLength: 1, maxLength: 6 }),
    first: bar,
    axis: fc.constantFrom("linear" as const, "log" as const),
    names: fc.array(name, { minLength: 1, maxLength: 5 }),
    width,
  });
  fc.assert(
    fc.property(input, ({ groups, first, axis, names, width: size }) => {
      const known = { value: 1.5, low: 1, high: 2 };
      const series = names.map((label) => ({
        name: label,
        bars: groups.map((_, index) => (index ? first : known)),
      }));
      expectReadable(barChart({ ...base, groups, series, axis, nullLine: 1, width: size }));
    }),
  );
});

test("a line chart stays readable whatever its names and numbers", () => {
  const points = fc.array(fc.record({ x: ratio, y: ratio }), { minLength: 1, maxLength: 30 });
  const series = fc.array(fc.record({ name, points }), { minLength: 1, maxLength: 8 });
  const axis = fc.constantFrom("linear" as const, "log" as const);
  fc.assert(
    fc.property(series, width, axis, axis, (lines, size, xAxis, yAxis) => {
      expectReadable(lineChart({ ...base, series: lines, width: size, xAxis, yAxis }));
    }),
  );
});

test("every colour stands out from a white page and from a dark one", () => {
  for (const color of PALETTE) {
    expect(contrast(color, "#ffffff"), color).toBeGreaterThanOrEqual(3);
    expect(contrast(color, "#15181c"), color).toBeGreaterThanOrEqual(3);
  }
});

/** Contrast ratio of WCAG 2.2. */
function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(color: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((start) => {
    const share = Number.parseInt(color.slice(start, start + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
