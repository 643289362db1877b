import type { AssumptionOrigin, Assumptions } from "./assumptions.ts";
import type { FigureKey } from "./figure-table.ts";
import type { Driver } from "./internal/sensitivity.ts";
import type { Spread } from "./internal/spread.ts";
import type { VerdictResult } from "./internal/verdict.ts";
import type { QuantityKey } from "./quantity-table.ts";

/** One figure over all draws: median and interval, `null` where there is no number. */
export interface RoiFigure extends Spread {
  readonly key: FigureKey;
  readonly name: string;
  /** "money" is written as the currency of the file. */
  readonly unit: string;
  readonly formula: string;
  readonly inputs: readonly string[];
  /** What `null` means where nothing is missing, such as "never". */
  readonly endless: string;
  /** Quantities, or the learning curve, without which there is no figure. */
  readonly missing: readonly string[];
}

/** One quantity as it was used. */
export interface RoiAssumption {
  readonly key: QuantityKey;
  readonly name: string;
  readonly unit: string;
  /** In words, such as `"triangular 10, 20, 60"`. */
  readonly distribution: string;
  /** Quantiles in `unit`. */
  readonly p10: number;
  readonly median: number;
  readonly p90: number;
  readonly source: string;
  readonly origin: AssumptionOrigin;
}

/** One measured number of labels of one arm; scores are shares of 1. */
export interface RoiCurvePoint {
  readonly labels: number;
  readonly mean: number;
  /** Interval by resampling seeds, widened to Student's t; `null` with one seed. */
  readonly low: number | null;
  readonly high: number | null;
  /** The curve that never falls, which is used. */
  readonly used: number;
}

/** The learning curves of the two arms. */
export interface RoiCurve {
  readonly candidate: { readonly arm: string; readonly points: readonly RoiCurvePoint[] };
  readonly reference: { readonly arm: string; readonly points: readonly RoiCurvePoint[] };
  readonly score: string;
  readonly seeds: readonly number[];
  /** Factor that resampled means were moved away from the mean by. */
  readonly widening: number;
}

/** The control beside the candidate. */
export interface RoiControl {
  readonly arm: string;
  /** What is compared: labels saved, or points where the goal is a better map. */
  readonly figure: FigureKey;
  /** What the control gains over the reference. */
  readonly gain: Spread;
  /** How much more the candidate gains, draw by draw. */
  readonly more: Spread;
}

/** What {@link assessRoi} found; plain JSON. */
export interface RoiAssessment
  extends VerdictResult,
    Pick<Assumptions, "name" | "currency" | "goal" | "level" | "draws" | "seed"> {
  readonly schemaVersion: 1;
  /** The figure that the verdict is on. */
  readonly goalFigure: FigureKey;
  /** Share of the draws in which the goal's figure is above zero; `null` without a learning curve. */
  readonly chanceAboveZero: number | null;
  /** The goal's figure with every quantity at its median and the mean curves: where the bars of the tornado start. */
  readonly atMedians: number | null;
  readonly figures: readonly RoiFigure[];
  readonly assumptions: readonly RoiAssumption[];
  readonly curve: RoiCurve | null;
  readonly control: RoiControl | null;
  /** Longest bar first. */
  readonly drivers: readonly Driver[];
  readonly cautions: readonly string[];
}
