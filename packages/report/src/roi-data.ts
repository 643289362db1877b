/** Median and ends of the interval; null where there is no number. */
export interface RoiSpread {
  readonly median: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** One figure, with what it is made of. */
export interface RoiPageFigure extends RoiSpread {
  readonly key: string;
  readonly name: string;
  readonly unit: string;
  readonly formula: string;
  readonly inputs: readonly string[];
  /** What null means where nothing is missing, such as "never". */
  readonly endless: string;
  /** What was not given, and the figure needs. */
  readonly missing: readonly string[];
}

/** One arm's learning curve; scores are fractions. */
export interface RoiPageArm {
  readonly arm: string;
  readonly points: readonly {
    readonly labels: number;
    readonly mean: number;
    readonly low: number | null;
    readonly high: number | null;
    readonly used: number;
  }[];
}

/** Everything that {@link renderRoi} shows; what `assessRoi` of `@undercoat/roi` returns fits as it is. */
export interface RoiData {
  readonly generatedBy: string;
  readonly name: string;
  readonly currency: string;
  readonly goal: "fewer-labels" | "better-map";
  /** Key of the figure that the verdict is on. */
  readonly goalFigure: string;
  readonly level: number;
  readonly draws: number;
  readonly seed: number;
  readonly verdict: "worth it" | "not worth it" | "cannot tell yet";
  readonly reason: string;
  readonly next: string | null;
  readonly chanceAboveZero: number | null;
  readonly atMedians: number | null;
  readonly figures: readonly RoiPageFigure[];
  readonly assumptions: readonly {
    readonly key: string;
    readonly name: string;
    readonly unit: string;
    readonly distribution: string;
    readonly p10: number;
    readonly median: number;
    readonly p90: number;
    readonly source: string;
    readonly origin: "file" | "run record" | "default";
  }[];
  readonly curve: {
    readonly candidate: RoiPageArm;
    readonly reference: RoiPageArm;
    readonly score: string;
    readonly seeds: readonly number[];
    readonly widening: number;
  } | null;
  readonly drivers: readonly {
    readonly key: string;
    readonly name: string;
    readonly atLow: number | null;
    readonly atHigh: number | null;
    readonly rankCorrelation: number | null;
    readonly narrowing: number | null;
  }[];
  readonly cautions: readonly string[];
  /** Files that were read, with their SHA-256. */
  readonly inputs: readonly { readonly name: string; readonly sha256: string }[];
}
