import { MetricsError } from "./errors.ts";
import { assertSamePixels } from "./internal/assert-pixels.ts";
import { type RiskStep, riskCurve } from "./internal/risk-curve.ts";

/** One point of a risk–coverage curve. */
export interface RiskCoveragePoint {
  /** Share of the pixels that are kept: the most confident ones. */
  readonly coverage: number;
  /** Share of the kept pixels that are wrong. */
  readonly risk: number;
  /** Pixels at least this confident are kept. */
  readonly confidence: number;
}

/** What leaving out unsure pixels gains. */
export interface RiskCoverage {
  /** From few pixels to all of them, a point for every confidence that occurs. */
  readonly points: readonly RiskCoveragePoint[];
  /** Mean risk over all coverages (AURC): 0 is perfect, and the error rate is what random confidence gives. */
  readonly area: number;
}

/**
 * Risk–coverage curve: the error rate of what is left when pixels below a confidence are left out. Pixels of equal confidence
 * are left out together; in the area, each of them counts with the risk that they have together.
 *
 * @param isWrong - 1 or true where the prediction is wrong.
 * @throws {MetricsError} `SIZE_MISMATCH`; `EMPTY_INPUT` without a pixel; `PROBABILITY_OUTSIDE` for a confidence that is NaN.
 * @see {@link https://arxiv.org/abs/1705.08500 | Geifman & El-Yaniv 2017}
 *
 * @example
 * ```ts
 * const { area, points } = riskCoverage([0.9, 0.6, 0.8], [0, 1, 0]);
 * ```
 */
export function riskCoverage(
  confidence: ArrayLike<number>,
  isWrong: ArrayLike<number | boolean>,
): RiskCoverage {
  assertSamePixels(isWrong, confidence, "confidence");
  const order = Uint32Array.from({ length: confidence.length }, (_, index) => index).sort(
    (i, j) => confidence[j]! - confidence[i]!,
  );
  const steps: RiskStep[] = [];
  for (const index of order) {
    const value = confidence[index]!;
    assertNumber(value, index);
    if (steps.at(-1)?.confidence !== value) steps.push({ confidence: value, pixels: 0, wrong: 0 });
    const step = steps.at(-1)!;
    step.pixels += 1;
    if (isWrong[index]) step.wrong += 1;
  }
  return riskCurve(steps);
}

function assertNumber(value: number, pixel: number): void {
  if (!Number.isNaN(value)) return;
  throw new MetricsError("PROBABILITY_OUTSIDE", {
    message: `confidence is NaN at pixel ${pixel}, but a number was expected; leave out what was not predicted`,
    context: { pixel },
  });
}
