import { MetricsError } from "../errors.ts";
import type { RiskCoverage, RiskCoveragePoint } from "../risk-coverage.ts";

/** Pixels of one confidence. */
export interface RiskStep {
  readonly confidence: number;
  pixels: number;
  wrong: number;
}

/** The curve from steps of falling confidence. @throws {MetricsError} `EMPTY_INPUT` */
export function riskCurve(steps: readonly RiskStep[]): RiskCoverage {
  const total = steps.reduce((sum, { pixels }) => sum + pixels, 0);
  if (total === 0)
    throw new MetricsError("EMPTY_INPUT", {
      message:
        "0 pixels were given for a risk–coverage curve, but at least 1 was expected; check what was collected",
    });
  let [kept, wrong, area] = [0, 0, 0];
  const points = steps.map((step): RiskCoveragePoint => {
    kept += step.pixels;
    wrong += step.wrong;
    area += (step.pixels * wrong) / kept;
    return { coverage: kept / total, risk: wrong / kept, confidence: step.confidence };
  });
  return { points, area: area / total };
}
