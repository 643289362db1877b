import type { Rng } from "@undercoat/random";
import { mean, normalQuantile, studentTQuantile } from "@undercoat/statistics";
import type { ArmCurve, CurvePair } from "../curve-pair.ts";
import { type LearningCurve, learningCurve } from "../learning-curve.ts";

/** Both curves, as one resample of the seeds gives them. */
export interface DrawnCurves {
  readonly candidate: LearningCurve;
  readonly reference: LearningCurve;
  /** Mean scores before they were made to rise. */
  readonly candidateScores: readonly number[];
  readonly referenceScores: readonly number[];
}

/**
 * What resampled means are moved from the mean by: plain resampling of n seeds makes intervals too narrow by the ratio of
 * Student's t to the normal quantile, and by √(n / (n − 1)).
 */
export function wideningOf(seeds: number, level: number): number {
  if (seeds < 2) return 0;
  const probability = (1 + level) / 2;
  const small = studentTQuantile(probability, seeds - 1) / normalQuantile(probability);
  return small * Math.sqrt(seeds / (seeds - 1));
}

/** Index lists of seeds drawn with replacement; both arms use the same. */
export function drawSeeds(seeds: number, draws: number, rng: Rng): number[][] {
  return Array.from({ length: draws }, () => Array.from({ length: seeds }, () => rng.int(seeds)));
}

/** The curves for every list of seeds, each mean moved away from the mean of all seeds by `widening`. */
export function resampleCurves(
  pair: CurvePair,
  drawn: readonly (readonly number[])[],
  widening: number,
): DrawnCurves[] {
  return drawn.map((seeds) => {
    const [candidateScores, referenceScores] = [
      resampled(pair.candidate, seeds, widening),
      resampled(pair.reference, seeds, widening),
    ];
    return {
      candidate: learningCurve(pair.candidate.labels, candidateScores),
      reference: learningCurve(pair.reference.labels, referenceScores),
      candidateScores,
      referenceScores,
    };
  });
}

function resampled({ scores }: ArmCurve, seeds: readonly number[], widening: number): number[] {
  return scores.map((ofSeeds) => {
    const middle = mean(ofSeeds);
    return middle + widening * (mean(seeds.map((seed) => ofSeeds[seed]!)) - middle);
  });
}
