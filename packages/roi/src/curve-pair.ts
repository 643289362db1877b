import { RoiError } from "./errors.ts";
import type { CurvePoint } from "./parse-curve.ts";

/** Scores of one arm: `scores[i][j]` belongs to `labels[i]` and to the j-th seed. */
export interface ArmCurve {
  readonly arm: string;
  /** Rising. */
  readonly labels: readonly number[];
  readonly scores: readonly (readonly number[])[];
}

/** Two arms with the same seeds. */
export interface CurvePair {
  readonly candidate: ArmCurve;
  readonly reference: ArmCurve;
  readonly seeds: readonly number[];
}

/** Fewest numbers of labels of a curve. */
const LEAST_COUNTS = 2;

/**
 * The curves of two arms, once both have the same seeds at every number of labels.
 *
 * @throws {RoiError} `ARM_UNKNOWN`; `CURVE_INCOMPLETE` for fewer than 2 numbers of labels, a score given twice, or seeds that
 *   are missing somewhere.
 */
export function curvePair(
  points: readonly CurvePoint[],
  { candidate, reference }: { readonly candidate: string; readonly reference: string },
): CurvePair {
  const names = [...new Set(points.map(({ arm }) => arm))];
  for (const name of [candidate, reference])
    if (!names.includes(name))
      throw new RoiError("ARM_UNKNOWN", {
        message: `arm "${name}" has no scores, expected one of ${names.join(", ")}; change "compare" in the assumptions`,
        context: { arm: name, known: names },
      });
  if (candidate === reference)
    throw new RoiError("ARM_UNKNOWN", {
      message: `arm "${candidate}" is both candidate and reference, expected two arms; change "compare" in the assumptions`,
      context: { arm: candidate },
    });
  const used = points.filter(({ arm }) => arm === candidate || arm === reference);
  const seeds = [...new Set(used.map(({ seed }) => seed))].sort((a, b) => a - b);
  return Object.freeze({
    candidate: armCurve(used, candidate, seeds),
    reference: armCurve(used, reference, seeds),
    seeds: Object.freeze(seeds),
  });
}

function armCurve(points: readonly CurvePoint[], arm: string, seeds: readonly number[]): ArmCurve {
  const own = points.filter((point) => point.arm === arm);
  const labels = [...new Set(own.map((point) => point.labels))].sort((a, b) => a - b);
  if (labels.length < LEAST_COUNTS)
    throw incomplete(
      arm,
      `has scores at ${labels.join(", ")} labels only, expected at least ${LEAST_COUNTS} numbers of labels; run it with other values of finetune.patches`,
    );
  const scores = labels.map((count) => seeds.map((seed) => scoreAt(own, arm, count, seed)));
  return Object.freeze({ arm, labels, scores });
}

function scoreAt(own: readonly CurvePoint[], arm: string, labels: number, seed: number): number {
  const found = own.filter((point) => point.labels === labels && point.seed === seed);
  const [only] = found;
  if (only !== undefined && found.length === 1) return only.score;
  throw incomplete(
    arm,
    `has ${found.length} scores at ${labels} labels with seed ${seed}, expected 1: both arms need the same seeds everywhere; add what is missing, or leave the seed out`,
  );
}

function incomplete(arm: string, complaint: string): RoiError {
  return new RoiError("CURVE_INCOMPLETE", { message: `arm "${arm}" ${complaint}`, context: { arm } });
}
