/**
 * What noisy pretraining saves or costs: a file of assumptions and a learning curve in, figures with intervals and a verdict out.
 *
 * @example
 * ```ts
 * import { createRng } from "@undercoat/random";
 * import { assessRoi, parseAssumptions, parseCurve, starterAssumptions } from "@undercoat/roi";
 *
 * const assumptions = parseAssumptions(starterAssumptions());
 * const { verdict, next } = assessRoi(assumptions, { rng: createRng(0), points: parseCurve(csv) });
 * ```
 *
 * @packageDocumentation
 */
export { type AssessRoiOptions, assessRoi } from "./assess-roi.ts";
export type { Assumption, AssumptionOrigin, Assumptions } from "./assumptions.ts";
export { type ArmCurve, type CurvePair, curvePair } from "./curve-pair.ts";
export { type Distribution, distributionQuantile, distributionText } from "./distribution.ts";
export { isRoiError, RoiError, type RoiErrorCode, type RoiErrorDetails } from "./errors.ts";
export { FIGURE_KEYS, type FigureKey } from "./figure-table.ts";
export type { Driver } from "./internal/sensitivity.ts";
export type { Spread } from "./internal/spread.ts";
export type { Verdict, VerdictResult } from "./internal/verdict.ts";
export { type ParseAssumptionsOptions, parseAssumptions } from "./parse-assumptions.ts";
export { type CurvePoint, parseCurve } from "./parse-curve.ts";
export { QUANTITY_KEYS, type QuantityKey } from "./quantity-table.ts";
export type {
  RoiAssessment,
  RoiAssumption,
  RoiControl,
  RoiCurve,
  RoiCurvePoint,
  RoiFigure,
} from "./roi-assessment.ts";
export {
  type ComparedArms,
  type KnownQuantity,
  type StarterOptions,
  starterAssumptions,
} from "./starter-assumptions.ts";
