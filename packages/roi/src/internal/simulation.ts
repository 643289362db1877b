import type { Rng } from "@undercoat/random";
import { FARTHEST, resampleWidening } from "@undercoat/statistics";
import type { Assumptions } from "../assumptions.ts";
import type { CurvePair } from "../curve-pair.ts";
import { RoiError } from "../errors.ts";
import { evaluateFigures, type FigureKey } from "../figure-table.ts";
import { QUANTITIES, type QuantityKey } from "../quantity-table.ts";
import { drawValues, medianValues, type Units, unitsOf, type Values } from "./draws.ts";
import { type DrawnCurves, drawSeeds, resampleCurves } from "./resample-curves.ts";

/** All draws of one assessment, kept so that what-if questions use the same random numbers. */
export interface Simulation {
  readonly assumptions: Assumptions;
  readonly pair: CurvePair | null;
  readonly units: Units;
  readonly medians: Values;
  readonly values: readonly Values[];
  /** Lists of resampled seeds. */
  readonly seeds: readonly (readonly number[])[];
  readonly widening: number;
  readonly curves: readonly DrawnCurves[] | null;
  /** The curves through the means of all seeds. */
  readonly middle: DrawnCurves | null;
  /** The figure that the verdict is on. */
  readonly goal: FigureKey;
}

/** Draws everything. */
export function simulate(assumptions: Assumptions, pair: CurvePair | null, rng: Rng): Simulation {
  const values = drawValues(assumptions, rng);
  if (pair !== null) assertWithinData(pair, values);
  const count = pair?.seeds.length ?? 0;
  const seeds = pair === null ? [] : drawSeeds(count, assumptions.draws, rng.fork("learning curve"));
  const widening = resampleWidening(count, assumptions.level);
  return {
    assumptions,
    pair,
    units: unitsOf(assumptions),
    medians: medianValues(assumptions),
    values,
    seeds,
    widening,
    curves: pair === null ? null : resampleCurves(pair, seeds, widening),
    middle: pair === null ? null : resampleCurves(pair, [pair.seeds.map((_, index) => index)], 0)[0]!,
    goal: assumptions.goal === "better-map" ? "netGained" : "netSaved",
  };
}

/** The goal's figure for values and curves given one by one. */
export function goalOf(
  { units, goal }: Simulation,
  values: readonly Values[],
  curves: readonly DrawnCurves[],
): number[] {
  return values.map(
    (each, draw) => evaluateFigures({ values: each, units, curves: curves[draw]! })[goal] ?? Number.NaN,
  );
}

/** Refuses a number of labels that no curve says anything about. */
function assertWithinData({ candidate, reference }: CurvePair, values: readonly Values[]): void {
  const planned = values.map(({ plannedLabels }) => plannedLabels ?? Number.NaN);
  const [least, most] = planned.reduce(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [Number.POSITIVE_INFINITY, 0],
  );
  for (const { arm, labels } of [reference, candidate]) {
    const [first, last] = [labels[0]!, labels.at(-1)!];
    if (least >= first && most <= FARTHEST * last) continue;
    throw new RoiError("BEYOND_DATA", {
      message: `key "quantities.plannedLabels" is ${least === most ? shown(least) : `${shown(least)} to ${shown(most)}`} patches, but the curve of arm "${arm}" was measured from ${first} to ${last} and is followed to ${FARTHEST * last} at most; plan within that, or train with other numbers of labels`,
      context: { least, most, arm, first, last },
    });
  }
}

function shown(value: number): string {
  return String(Number(value.toPrecision(4)));
}

/** Refuses a goal whose quantities are not given. */
export function assertGoalGiven({ goal, quantities }: Assumptions): void {
  if (goal !== "better-map") return;
  const known = new Set(quantities.map(({ key }) => key));
  const missing = (["mapArea", "avoidedErrors", "errorValue"] as const).filter((key) => !known.has(key));
  if (missing.length === 0) return;
  const units = (key: QuantityKey) => Object.keys(QUANTITIES[key].units).join(", ");
  throw new RoiError("ASSUMPTION_MISSING", {
    message: `goal "better-map" needs ${missing.map((key) => `quantities.${key} (${units(key)})`).join(", ")}, which ${missing.length === 1 ? "is" : "are"} missing; give ${missing.length === 1 ? "it" : "them"}, or choose goal: fewer-labels`,
    context: { missing },
  });
}
