import { StatisticsError } from "./errors.ts";
import { monotone } from "./monotone.ts";

/** How far beyond the largest number of labels a curve is followed. */
export const FARTHEST = 2;

/** Means of pooled scores differ from each other by rounding. */
const ROUNDING = 1e-12;

/** Labels that a score needs; a bound where the curve does not reach that far. */
export interface LabelsNeeded {
  readonly labels: number;
  /** `"at most"`: the smallest number measured already scores that. `"unreached"`: not even {@link FARTHEST} times the largest does. */
  readonly kind: "exact" | "at most" | "unreached";
}

/** A curve that never falls: score against number of labels. */
export interface LearningCurve {
  readonly kind: "learning-curve";
  /** Smallest and largest number of labels measured. */
  readonly measured: readonly [number, number];
  /** Score at a number of labels; `null` below the smallest measured, and beyond {@link FARTHEST} times the largest. */
  scoreAt(labels: number): number | null;
  /** The fewest labels that reach a score. */
  labelsFor(score: number): LabelsNeeded;
}

/**
 * A learning curve through measured scores: the closest curve that never falls (isotonic regression), straight over the
 * logarithm of the number of labels. Beyond the largest number it goes on as steep as between the last two, up to twice the
 * largest number and a score of 1, and no farther; it is never followed below the smallest.
 *
 * @param labels - Numbers of labels, rising.
 * @param scores - Mean score at each.
 * @throws {StatisticsError} `CURVE_INCOMPLETE` for fewer than 2 numbers of labels.
 * @see {@link https://doi.org/10.1214/aoms/1177728423 | Ayer and others 1955}
 *
 * @example
 * ```ts
 * const curve = learningCurve([4, 16], [0.5, 0.7]);
 * curve.scoreAt(8); // 0.6
 * ```
 */
export function learningCurve(labels: readonly number[], scores: readonly number[]): LearningCurve {
  if (labels.length < 2 || labels.length !== scores.length)
    throw new StatisticsError("CURVE_INCOMPLETE", {
      message: `a learning curve has ${labels.length} numbers of labels and ${scores.length} scores, expected at least 2 of both; train with another number of labels`,
      context: { labels: labels.length, scores: scores.length },
    });
  const x = labels.map(Math.log2);
  const y = monotone(scores);
  const [first, last] = [labels[0]!, labels.at(-1)!];
  const end = x.at(-1)! + Math.log2(FARTHEST);
  const slope = (y.at(-1)! - y.at(-2)!) / (x.at(-1)! - x.at(-2)!);
  const xs = [...x, end];
  const ys = [...y, Math.max(y.at(-1)!, Math.min(1, y.at(-1)! + slope * Math.log2(FARTHEST)))];
  return Object.freeze({
    kind: "learning-curve" as const,
    measured: [first, last] as const,
    scoreAt: (count: number) =>
      count < first || count > FARTHEST * last ? null : interpolate(xs, ys, Math.log2(count)),
    labelsFor: (score: number) => labelsNeeded(xs, ys, score),
  });
}

function interpolate(x: readonly number[], y: readonly number[], at: number): number {
  const index = Math.max(
    1,
    x.findIndex((end) => end >= at),
  );
  const share = (at - x[index - 1]!) / (x[index]! - x[index - 1]!);
  return y[index - 1]! + share * (y[index]! - y[index - 1]!);
}

function labelsNeeded(x: readonly number[], y: readonly number[], score: number): LabelsNeeded {
  const index = y.findIndex((reached) => reached >= score - ROUNDING);
  if (index === 0) return { labels: 2 ** x[0]!, kind: y[0]! > score + ROUNDING ? "at most" : "exact" };
  if (index === -1) return { labels: 2 ** x.at(-1)!, kind: "unreached" };
  const share = Math.min(1, (score - y[index - 1]!) / (y[index]! - y[index - 1]!));
  return { labels: 2 ** (x[index - 1]! + share * (x[index]! - x[index - 1]!)), kind: "exact" };
}
