import type { Assumptions, CurvePoint } from "../src/index.ts";
import { parseAssumptions } from "../src/index.ts";

type Quantity = Readonly<Record<string, string | number>>;

/** Every quantity as one value, so that all figures can be worked out by hand. */
export const FIXED: Readonly<Record<string, Quantity>> = {
  plannedLabels: { unit: "patch", value: 32 },
  areaPerPatch: { unit: "ha/patch", value: 2 },
  labelCost: { unit: "money/h", value: 30 },
  annotationTime: { unit: "min/patch", value: 20 },
  reviewShare: { unit: "%", value: 20 },
  staffCost: { unit: "money/h", value: 50 },
  coarseLabelCost: { unit: "money", value: 200 },
  setupCost: { unit: "h", value: 2 },
  computeTime: { unit: "h", value: 3 },
  computePrice: { unit: "money/h", value: 2 },
  maintenance: { unit: "h/year", value: 1 },
  horizon: { unit: "year", value: 4 },
  roundsPerYear: { unit: "round/year", value: 0.5 },
  mapArea: { unit: "km2", value: 100 },
  avoidedErrors: { unit: "error/(km2*point)", value: 0.5 },
  errorValue: { unit: "min/error", value: 6 },
};

/** The fixed quantities with some of them changed, and other keys of the file. */
export function city(
  changes: Readonly<Record<string, Quantity>> = {},
  keys: Readonly<Record<string, unknown>> = {},
): Assumptions {
  const merged = { ...FIXED, ...changes };
  const quantities = Object.fromEntries(
    Object.entries(merged).map(([key, quantity]) => [key, { source: "made up", ...quantity }]),
  );
  const compare = { candidate: "noisy", reference: "random" };
  return parseAssumptions(JSON.stringify({ compare, draws: 1000, ...keys, quantities }));
}

/** Scores of two arms; `offset(arm, seed)` is added for every seed. */
export function scores(
  curves: Readonly<Record<string, Readonly<Record<number, number>>>>,
  seeds: readonly number[] = [0, 1],
  offset: (arm: string, seed: number, labels: number) => number = () => 0,
): CurvePoint[] {
  return Object.entries(curves).flatMap(([arm, byLabels]) =>
    Object.entries(byLabels).flatMap(([labels, score]) =>
      seeds.map((seed) => ({
        arm,
        labels: Number(labels),
        seed,
        score: score + offset(arm, seed, Number(labels)),
      })),
    ),
  );
}

/** Ten points for every doubling; the candidate is one doubling ahead. */
export const AHEAD = { random: { 8: 0.4, 16: 0.5, 32: 0.6 }, noisy: { 8: 0.5, 16: 0.6, 32: 0.7 } };
