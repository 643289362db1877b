import type { Rng } from "@undercoat/random";
import { type LearningCurve, learningCurve, resampledMeans } from "@undercoat/statistics";
import type { CurvePair } from "../curve-pair.ts";

/** Both curves, as one resample of the seeds gives them. */
export interface DrawnCurves {
  readonly candidate: LearningCurve;
  readonly reference: LearningCurve;
  /** Mean scores before they were made to rise. */
  readonly candidateScores: readonly number[];
  readonly referenceScores: readonly number[];
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
      resampledMeans(pair.candidate.scores, seeds, widening),
      resampledMeans(pair.reference.scores, seeds, widening),
    ];
    return {
      candidate: learningCurve(pair.candidate.labels, candidateScores),
      reference: learningCurve(pair.reference.labels, referenceScores),
      candidateScores,
      referenceScores,
    };
  });
}
