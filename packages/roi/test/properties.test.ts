import { createRng } from "@undercoat/random";
import { mean } from "@undercoat/statistics";
import fc from "fast-check";
import { expect, test } from "vitest";
import { assessRoi, type FigureKey, type RoiAssessment } from "../src/index.ts";
import { AHEAD, city, scores } from "./example-city.ts";

const rng = createRng(1);
const SPREAD = scores(
  AHEAD,
  [0, 1, 2, 3, 4],
  (arm, seed, labels) => 0.02 * Math.sin(seed * 7 + labels + arm.length),
);
const figure = ({ figures }: RoiAssessment, key: FigureKey) => figures.find((each) => each.key === key)!;

test("the dearer a label, the more money is saved where labels are saved", () => {
  fc.assert(
    fc.property(
      fc.double({ min: 1, max: 1000, noNaN: true }),
      fc.double({ min: 1.01, max: 5, noNaN: true }),
      (cost, factor) => {
        const net = (value: number) =>
          figure(
            assessRoi(city({ labelCost: { unit: "money/h", value } }), { rng, points: scores(AHEAD) }),
            "netSaved",
          ).median!;
        expect(net(cost * factor)).toBeGreaterThan(net(cost));
      },
    ),
    { numRuns: 3 },
  );
});

test("another currency changes money by its rate, and nothing else", () => {
  const rate = 140;
  const inMoney = (factor: number) =>
    city({
      labelCost: { unit: "money/h", distribution: "uniform", low: 20 * factor, high: 40 * factor },
      staffCost: { unit: "money/h", value: 50 * factor },
      coarseLabelCost: { unit: "money", distribution: "lognormal", p10: 100 * factor, p90: 400 * factor },
      computePrice: { unit: "money/h", value: 2 * factor },
    });
  const [one, other] = [
    assessRoi(inMoney(1), { rng, points: SPREAD }),
    assessRoi(inMoney(rate), { rng, points: SPREAD }),
  ];
  expect(other.verdict).toBe(one.verdict);
  expect(other.chanceAboveZero).toBe(one.chanceAboveZero);
  for (const { key, unit, median, low, high } of one.figures) {
    const factor = unit.startsWith("money") ? rate : 1;
    const found = figure(other, key);
    for (const [a, b] of [
      [median, found.median],
      [low, found.low],
      [high, found.high],
    ] as const) {
      if (a === null) expect(b).toBeNull();
      else expect(b! / factor).toBeCloseTo(a, 6);
    }
  }
});

test("one seed of the generator, one result; another seed, nearly the same", () => {
  const open = city({ reviewShare: { unit: "%", distribution: "triangular", low: 0, likely: 20, high: 80 } });
  const run = (seed: number) => assessRoi(open, { rng: createRng(seed), points: SPREAD });
  expect(run(3)).toEqual(run(3));
  expect(figure(run(3), "netSaved").median).not.toBe(figure(run(4), "netSaved").median);
});

test("one more quantity changes no draw of another", () => {
  const base = { reviewShare: { unit: "%", distribution: "uniform", low: 0, high: 80 } };
  const more = { ...base, computePrice: { unit: "money/h", distribution: "uniform", low: 1, high: 3 } };
  const [a, b] = [base, more].map((changes) => figure(assessRoi(city(changes), { rng }), "costPerLabel"));
  expect(b).toEqual(a);
});

test("draws agree with closed forms: mean and quantiles of one quantity, and of a sum", () => {
  const draws = 20_000;
  const at = (changes: Parameters<typeof city>[0]) =>
    figure(assessRoi(city(changes, { draws }), { rng }), "onceCost");
  // uniform 0 … 100 beside 200: the middle 90 % is 205 … 295
  const uniform = at({ setupCost: { unit: "money", distribution: "uniform", low: 0, high: 100 } });
  expect(uniform.low).toBeCloseTo(205, -0.3);
  expect(uniform.high).toBeCloseTo(295, -0.3);
  // the sum of two equal uniforms is triangular: P(sum < 5 %) at √(2 · 0.05) = 0.3162 of the width
  const sum = at({
    setupCost: { unit: "money", distribution: "uniform", low: 0, high: 100 },
    coarseLabelCost: { unit: "money", distribution: "uniform", low: 0, high: 100 },
  });
  expect(Math.abs(sum.low! - 100 * Math.sqrt(0.1))).toBeLessThan(1.5); // standard error of the quantile: 0.49
  expect(Math.abs(sum.median! - 100)).toBeLessThan(1.5); // 0.35
  const lognormal = at({
    setupCost: { unit: "money", value: 0 },
    coarseLabelCost: { unit: "money", distribution: "lognormal", p10: 100, p90: 400 },
  });
  expect(Math.abs(lognormal.median! - 200)).toBeLessThan(4); // √(100 · 400); standard error 0.96
});

test("an interval of a curve is as wide as Student's t says", () => {
  const found = assessRoi(city({}, { draws: 4000 }), { rng, points: SPREAD });
  const own = SPREAD.filter(({ arm, labels }) => arm === "noisy" && labels === 16).map(({ score }) => score);
  const middle = mean(own);
  const deviation = Math.sqrt(own.reduce((sum, score) => sum + (score - middle) ** 2, 0) / 4);
  const half = (2.131847 * deviation) / Math.sqrt(5); // t with 4 degrees of freedom, 95 %
  const point = found.curve!.candidate.points.find(({ labels }) => labels === 16)!;
  expect((point.high! - point.low!) / 2 / half).toBeGreaterThan(0.85);
  expect((point.high! - point.low!) / 2 / half).toBeLessThan(1.15);
});

test("the same assumptions and points are left as they were", () => {
  const assumptions = city();
  const before = JSON.stringify([assumptions, SPREAD]);
  assessRoi(assumptions, { rng, points: SPREAD });
  expect(JSON.stringify([assumptions, SPREAD])).toBe(before);
});
