import type { Rng } from "@undercoat/random";
import type { Assumptions } from "./assumptions.ts";
import { curvePair } from "./curve-pair.ts";
import { RoiError } from "./errors.ts";
import { evaluateFigures, type FigureValues } from "./figure-table.ts";
import { assumptionResults } from "./internal/assumption-results.ts";
import { cautionsOf } from "./internal/cautions.ts";
import { controlCautions, controlResult } from "./internal/control-result.ts";
import { curveResult } from "./internal/curve-result.ts";
import { figureResults } from "./internal/figure-results.ts";
import { driversOf, goalAt } from "./internal/sensitivity.ts";
import { assertGoalGiven, type Simulation, simulate } from "./internal/simulation.ts";
import { finite, spreadOf } from "./internal/spread.ts";
import { verdictOf } from "./internal/verdict.ts";
import type { CurvePoint } from "./parse-curve.ts";
import type { RoiAssessment } from "./roi-assessment.ts";

/** Options of {@link assessRoi}. */
export interface AssessRoiOptions {
  readonly rng: Rng;
  /** Scores of the two arms that `compare` names; left out, only costs and break-even numbers are known. */
  readonly points?: readonly CurvePoint[];
}

/**
 * What noisy pretraining saves or costs: every figure with its formula, inputs and interval by Monte Carlo, a verdict that may
 * be "not worth it" or "cannot tell yet", and what to measure next.
 *
 * Quantities are drawn independently; learning curves by resampling the seeds, the same for both arms, widened to Student's t.
 *
 * @throws {RoiError} `ASSUMPTION_MISSING` for a goal without its quantities or scores without `compare`; `ARM_UNKNOWN`;
 *   `CURVE_INCOMPLETE`; `BEYOND_DATA` for more planned labels than twice the largest number measured, or fewer than the smallest.
 *
 * @example
 * ```ts
 * const { verdict, reason, next } = assessRoi(assumptions, { rng: createRng(0), points });
 * ```
 */
export function assessRoi(assumptions: Assumptions, { rng, points }: AssessRoiOptions): RoiAssessment {
  assertGoalGiven(assumptions);
  const pair = points === undefined ? null : curvePair(points, comparedArms(assumptions, points));
  const simulation = simulate(assumptions, pair, rng);
  const draws = allFigures(simulation);
  const figures = figureResults(simulation, draws);
  const goal = draws.map((draw) => draw[simulation.goal] ?? Number.NaN);
  const control = controlResult(simulation, points ?? []);
  const drivers = driversOf(simulation);
  const { name, currency, goal: aim, level, seed } = assumptions;
  return Object.freeze({
    schemaVersion: 1 as const,
    name,
    currency,
    goal: aim,
    goalFigure: simulation.goal,
    level,
    draws: assumptions.draws,
    seed,
    ...verdictOf(simulation, spreadOf(goal, level), drivers),
    chanceAboveZero: pair === null ? null : goal.filter((value) => value > 0).length / goal.length,
    atMedians: pair === null ? null : finite(goalAt(simulation, simulation.medians)),
    figures,
    assumptions: assumptionResults(assumptions),
    curve: curveResult(simulation),
    control,
    drivers,
    cautions: [...(pair === null ? [] : controlCautions(control)), ...cautionsOf(simulation, draws)],
  });
}

function allFigures({ values, units, curves }: Simulation): FigureValues[] {
  return values.map((each, draw) =>
    evaluateFigures({ values: each, units, curves: curves === null ? null : curves[draw]! }),
  );
}

function comparedArms({ compare }: Assumptions, points: readonly CurvePoint[]) {
  if (compare !== undefined) return compare;
  const arms = [...new Set(points.map(({ arm }) => arm))].join(", ");
  throw new RoiError("ASSUMPTION_MISSING", {
    message: `key "compare" is missing, but there are scores of the arms ${arms}; give compare: { candidate: …, reference: … }`,
    context: { key: "compare" },
  });
}
