import { createRng } from "@undercoat/random";
import { expect, test } from "vitest";
import { assessRoi, type FigureKey, type RoiAssessment } from "../src/index.ts";
import { AHEAD, city, scores } from "./example-city.ts";

const rng = createRng(0);
const median = ({ figures }: RoiAssessment, key: FigureKey) =>
  figures.find((figure) => figure.key === key)!.median;

test("a city worked out by hand, figure by figure", () => {
  const found = assessRoi(city(), { rng, points: scores(AHEAD) });
  const expected: Readonly<Record<FigureKey, number>> = {
    costPerLabel: 12, // 30 per hour × 20/60 hours × 1.2
    onceCost: 300, // 200 + 2 hours × 50
    yearlyCost: 53, // 0.5 rounds × 3 hours × 2 = 3, and 1 hour × 50
    extraCost: 512, // 300 + 4 × 53
    rounds: 2, // 0.5 × 4
    breakEvenLabels: 512 / 24, // 512 / (12 × 2)
    breakEvenLabelledArea: 1024 / 24, // twice that
    labelsNeeded: 16, // the reference has 0.6 at 32, the candidate has it at 16
    labelsSaved: 16,
    moneySaved: 384, // 16 × 12 × 2
    netSaved: -128, // 384 − 512
    paybackTime: 300 / 43, // 0.5 × 16 × 12 = 96 a year, less 53
    affordableLabels: 32 - 512 / 24, // 10.667
    pointsGained: 100 * (0.5 + 0.1 * (Math.log2(32 - 512 / 24) - 3) - 0.6), // the candidate between 8 and 16
    pointsAtEqualLabels: 10,
    valuePerPoint: 500, // 100 km² × 0.5 errors × 6/60 hours × 50 × 2 rounds
    valueGained: 50_000 * (0.5 + 0.1 * (Math.log2(32 - 512 / 24) - 3) - 0.6),
    netGained: 4488, // 10 × 500 − 512
    breakEvenArea: 1024, // ha: 512 / (10 points × 500 / 10 000 ha)
  };
  for (const [key, value] of Object.entries(expected))
    expect(median(found, key as FigureKey), key).toBeCloseTo(value, 9);
});

test("labels per area, per patch and by speed", () => {
  const costPerLabel = (changes: Parameters<typeof city>[0]) =>
    median(assessRoi(city(changes), { rng }), "costPerLabel");
  expect(costPerLabel({ labelCost: { unit: "money/patch", value: 10 } })).toBeCloseTo(12, 12); // 10 × 1.2
  expect(costPerLabel({ labelCost: { unit: "money/ha", value: 10 } })).toBeCloseTo(24, 12); // 10 × 2 ha × 1.2
  expect(costPerLabel({ labelCost: { unit: "money/km2", value: 1000 } })).toBeCloseTo(24, 12);
  expect(costPerLabel({ annotationTime: { unit: "h/ha", value: 0.5 } })).toBeCloseTo(36, 12); // 30 × 1 hour × 1.2
  expect(costPerLabel({ annotationTime: { unit: "patch/h", value: 4 } })).toBeCloseTo(9, 12); // 30 / 4 × 1.2
  expect(costPerLabel({ annotationTime: { unit: "ha/h", value: 4 } })).toBeCloseTo(18, 12); // 30 × 2/4 × 1.2
});

test("without a learning curve the costs and break-even numbers are known, the rest is named as missing", () => {
  const found = assessRoi(city(), { rng });
  expect(found).toMatchObject({
    verdict: "cannot tell yet",
    curve: null,
    chanceAboveZero: null,
    drivers: [],
  });
  expect(found.next).toContain("learning curve");
  expect(median(found, "breakEvenLabels")).toBeCloseTo(512 / 24, 9);
  const netSaved = found.figures.find(({ key }) => key === "netSaved");
  expect(netSaved).toMatchObject({ median: null, missing: ["learning curve"] });
});

test("the verdict follows the interval of the goal's figure", () => {
  const points = scores(AHEAD);
  expect(assessRoi(city(), { rng, points }).verdict).toBe("not worth it"); // −128 in every draw
  expect(assessRoi(city({}, { goal: "better-map" }), { rng, points }).verdict).toBe("worth it"); // 4488
  const open = city({
    setupCost: { unit: "money", distribution: "uniform", low: 0, high: 100 },
    horizon: { unit: "year", value: 5.5 },
  });
  // saved 16 × 12 × 2.75 = 528; spent 200 + 5.5 × 53 = 491.5 and 0 to 100: between −63.5 and 36.5
  const found = assessRoi(open, { rng, points });
  expect(found.verdict).toBe("cannot tell yet");
  expect(found.next).toContain("setupCost");
  expect(found.drivers[0]).toMatchObject({ key: "setupCost" });
  expect(found.drivers[0]?.narrowing).toBeCloseTo(0.5, 6); // the only range there is, halved
  expect(found.drivers[0]?.rankCorrelation).toBeCloseTo(-1, 12);
  expect(found.drivers[0]?.atLow).toBeCloseTo(26.5, 9); // 36.5 − 10
  expect(found.drivers[0]?.atHigh).toBeCloseTo(-53.5, 9); // 36.5 − 90
});

test("one seed says nothing of chance: never a verdict", () => {
  const found = assessRoi(city({}, { goal: "better-map" }), { rng, points: scores(AHEAD, [0]) });
  expect(found).toMatchObject({ verdict: "cannot tell yet", reason: expect.stringContaining("one seed") });
  expect(found.curve?.candidate.points[0]).toMatchObject({ low: null, high: null });
});

test("a score that the candidate does not reach counts as a loss without limit", () => {
  const flat = { ...AHEAD, noisy: { 8: 0.3, 16: 0.3, 32: 0.3 } };
  const found = assessRoi(city(), { rng, points: scores(flat) });
  const netSaved = found.figures.find(({ key }) => key === "netSaved");
  expect(netSaved).toMatchObject({ median: null, infiniteShare: 1, missing: [], endless: "no lower end" });
  expect(found.cautions.join(" ")).toContain("does not reach the wanted score with 64 labels");
  expect(JSON.parse(JSON.stringify(found))).toEqual(found);
});

test("a control that saves as much takes the credit from the labels", () => {
  const compare = { candidate: "noisy", reference: "random", control: "permuted" };
  const as = (permuted: Record<number, number>) =>
    assessRoi(city({}, { compare }), { rng, points: scores({ ...AHEAD, permuted }) });
  const same = as(AHEAD.noisy);
  expect(same.control).toMatchObject({
    figure: "labelsSaved",
    gain: { median: 16 },
    more: { low: 0, median: 0, high: 0 },
  });
  expect(same.cautions.join(" ")).toContain("not shown to come from the coarse labels");
  const none = as(AHEAD.random);
  expect(none.control).toMatchObject({ gain: { median: 0 }, more: { low: 16, median: 16, high: 16 } });
  expect(none.cautions.join(" ")).not.toContain("coarse labels");
  const points = scores({ ...AHEAD, permuted: { 8: 0.45, 16: 0.55, 32: 0.65 } });
  const better = assessRoi(city({}, { compare, goal: "better-map" }), { rng, points });
  expect(better.control?.figure).toBe("pointsAtEqualLabels");
  expect(better.control?.gain.median).toBeCloseTo(5, 9);
  expect(better.control?.more.median).toBeCloseTo(5, 9);
  const without = assessRoi(city(), { rng, points: scores(AHEAD) });
  expect(without.cautions.join(" ")).toContain("No control arm");
});
