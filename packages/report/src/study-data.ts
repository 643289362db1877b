type Score = number | null;

/** A gain in shares of 1 with its interval over seeds. */
export interface StudyPageGain {
  readonly mean: number;
  readonly low: Score;
  readonly high: Score;
  readonly n: number;
}

/** Gains of one arm over one other, by kind of noise and rate. */
export interface StudyPageMap {
  /** Such as `noisy/frozen − random/frozen, patches=16`. */
  readonly title: string;
  readonly kinds: readonly string[];
  /** Shares of wrong pixels, rising. */
  readonly rates: readonly number[];
  /** `[kind][rate]`; null where the study has no such cell. */
  readonly gains: readonly (readonly (StudyPageGain | null)[])[];
}

/** Noise of given labels, to be marked. */
export interface StudyPageMark {
  readonly name: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** Learning curves of one combination of the other axes. */
export interface StudyPageCurves {
  readonly title: string;
  readonly arms: readonly {
    readonly name: string;
    readonly points: readonly {
      readonly labels: number;
      readonly mean: number;
      readonly low: Score;
      readonly high: Score;
      readonly n: number;
    }[];
  }[];
}

/** Everything that {@link renderStudy} shows. */
export interface StudyData {
  readonly generatedBy: string;
  readonly name: string;
  readonly engine: string;
  readonly seeds: readonly number[];
  /** Name of the score, as people read it. */
  readonly score: string;
  readonly level: number;
  /** The answer, in plain words. */
  readonly findings: readonly string[];
  /** Every single comparison in words. */
  readonly comparisons: readonly string[];
  /** What has to be known to read the numbers. */
  readonly cautions: readonly string[];
  readonly maps: readonly StudyPageMap[];
  readonly marks: readonly StudyPageMark[];
  /** Name of the axis of the curves, such as `patches`. */
  readonly labels: string;
  readonly curves: readonly StudyPageCurves[];
  /** Columns of the tidy table's summary, and rows: one for each point and arm. */
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}
