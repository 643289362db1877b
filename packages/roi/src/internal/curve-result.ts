import { mean, monotone } from "@undercoat/statistics";
import type { ArmCurve } from "../curve-pair.ts";
import type { RoiCurve, RoiCurvePoint } from "../roi-assessment.ts";
import type { DrawnCurves } from "./resample-curves.ts";
import type { Simulation } from "./simulation.ts";
import { spreadOf } from "./spread.ts";

/** Both curves with their intervals; `null` where none was given. */
export function curveResult({ pair, curves, assumptions, widening }: Simulation): RoiCurve | null {
  if (pair === null || curves === null) return null;
  const hasInterval = pair.seeds.length > 1;
  const points = (curve: ArmCurve, scoresOf: (drawn: DrawnCurves) => readonly number[]): RoiCurvePoint[] => {
    const means = curve.scores.map((scores) => mean(scores));
    const used = monotone(means);
    return curve.labels.map((labels, index) => {
      const { low, high } = spreadOf(
        curves.map((drawn) => scoresOf(drawn)[index]!),
        assumptions.level,
      );
      const ends = hasInterval ? { low, high } : { low: null, high: null };
      return { labels, mean: means[index]!, ...ends, used: used[index]! };
    });
  };
  return {
    candidate: { arm: pair.candidate.arm, points: points(pair.candidate, (drawn) => drawn.candidateScores) },
    reference: { arm: pair.reference.arm, points: points(pair.reference, (drawn) => drawn.referenceScores) },
    score: assumptions.compare?.score ?? "score",
    seeds: pair.seeds,
    widening,
  };
}
