import { expect, test } from "vitest";
import { parseHtml } from "../test/parse-html.ts";
import { renderRoi } from "./render-roi.ts";
import type { RoiData, RoiPageFigure } from "./roi-data.ts";

const figure = (key: string, median: number | null, more: Partial<RoiPageFigure> = {}): RoiPageFigure => ({
  key,
  name: `name of ${key}`,
  unit: "patch/round",
  formula: `a × b of ${key}`,
  inputs: ["a", "b"],
  endless: "never",
  missing: [],
  median,
  low: median === null ? null : median - 2,
  high: median === null ? null : median + 2,
  ...more,
});

const arm = (name: string, add: number) => ({
  arm: name,
  points: [4, 16].map((labels, index) => ({
    labels,
    mean: 0.5 + add + 0.1 * index,
    low: 0.4 + add + 0.1 * index,
    high: 0.6 + add + 0.1 * index,
    used: 0.5 + add + 0.1 * index,
  })),
});

const DATA: RoiData = {
  generatedBy: "a test",
  name: "Old town",
  currency: "kroner",
  goal: "fewer-labels",
  goalFigure: "netSaved",
  level: 0.9,
  draws: 4000,
  seed: 0,
  verdict: "cannot tell yet",
  reason: "the 90 % interval of the net saving holds zero",
  next: "annotationTime (annotation time): the interval gets 30 % narrower once its range is half as wide",
  chanceAboveZero: 0.4,
  atMedians: -1,
  figures: [
    figure("netSaved", -1, { unit: "kroner" }),
    figure("labelsSaved", 6),
    figure("extraCost", 12_345, { unit: "kroner" }),
    figure("paybackTime", null),
    figure("netGained", null, { missing: ["mapArea"] }),
  ],
  assumptions: [
    {
      key: "labelCost",
      name: "cost of accurate labels",
      unit: "kroner/h",
      distribution: "uniform 200 to 400",
      p10: 220,
      median: 300,
      p90: 380,
      source: "tariff 2025",
      origin: "default",
    },
  ],
  curve: {
    candidate: arm("osmlike/full", 0.05),
    reference: arm("random/full", 0),
    score: "averagePrecision",
    seeds: [0, 1, 2],
    widening: 1.9,
  },
  drivers: [
    {
      key: "labelCost",
      name: "cost of accurate labels",
      atLow: -3,
      atHigh: 2,
      rankCorrelation: 0.8,
      narrowing: 0.3,
    },
    {
      key: "learning curve",
      name: "learning curve",
      atLow: null,
      atHigh: 4,
      rankCorrelation: 0.3,
      narrowing: null,
    },
  ],
  cautions: ["Quantities are drawn independently."],
  inputs: [{ name: "roi.yaml", sha256: "0f".repeat(32) }],
};

/** The same data with markup in every text that a person can write. */
function poisoned(value: unknown, key = ""): unknown {
  if (typeof value === "string")
    return ["key", "goal", "goalFigure", "verdict", "origin"].includes(key)
      ? value
      : `${value}<script>alert("1")</script>&'`;
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => poisoned(item, key));
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, poisoned(item, name)]));
}

test("the verdict and what to measure next come first, in words", () => {
  const html = renderRoi(DATA);
  expect(html.indexOf("Cannot tell yet.")).toBeLessThan(html.indexOf("Keep in mind"));
  expect(html).toContain("<strong>Measure this next:</strong> annotationTime");
  expect(html).toContain("6 patches per round (4 to 8, 90 % interval)");
  expect(html).toContain("12\u202f300 kroner");
  expect(html).toContain("<dd>never</dd>");
  expect(renderRoi(DATA)).toBe(html);
});

test("every figure stands with its formula, and with what it lacks", () => {
  const html = renderRoi(DATA);
  for (const { formula } of DATA.figures) expect(html).toContain(formula);
  expect(html).toContain("a × b of netGained (not given: mapArea)");
  expect(html).toContain("DEFAULT");
  expect(html).toContain(`SHA-256 ${"0f".repeat(32)}`);
});

test("three charts, each with a table below, none with a loaded part", () => {
  const html = renderRoi(DATA);
  const figures = html.split('<figure class="chart-figure">').slice(1);
  expect(figures).toHaveLength(3);
  for (const part of figures) expect(part.slice(0, part.indexOf("</figure>"))).toContain("<table>");
  expect(html.replaceAll('xmlns="http://www.w3.org/2000/svg"', "")).not.toMatch(
    /https?:\/\/|<script|@import/,
  );
  expect(parseHtml(html).problem).toBeNull();
});

test("without a curve the page says so and leaves the charts out", () => {
  const bare = { ...DATA, curve: null, drivers: [], chanceAboveZero: null, atMedians: null };
  const html = renderRoi({ ...bare, figures: [figure("netSaved", null, { missing: ["learning curve"] })] });
  expect(html).toContain("not known without learning curve");
  expect(html).not.toContain("<svg");
});

test("a result without a number at the medians keeps its table", () => {
  const html = renderRoi({ ...DATA, atMedians: null });
  expect(html).not.toContain("drivers-chart");
  expect(html).toContain("What the result depends on");
});

test("markup in any text stays text", () => {
  const html = renderRoi(poisoned(DATA) as RoiData);
  expect(html).not.toContain("<script");
  expect(parseHtml(html).problem).toBeNull();
});
