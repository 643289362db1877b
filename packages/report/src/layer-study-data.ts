type Ends = readonly [number, number] | null;
type Score = number | null;

/** One layer group by one measure: divergence, its null, and their ratio. */
export interface LayerStudyRow {
  readonly group: string;
  readonly value: Score;
  readonly null: Score;
  readonly ratio: Score;
  /** Student's t interval over seeds. */
  readonly interval: Ends;
  /** Resampling seeds. */
  readonly bootstrap: Ends;
  readonly undefinedTensors: readonly string[];
}

/** One kind of labels at one step by one measure. */
export interface LayerStudyTable {
  readonly candidate: string;
  readonly step: number;
  readonly measure: string;
  readonly rows: readonly LayerStudyRow[];
  /** Ratios between which the null itself lies from seed to seed; null with one seed. */
  readonly nullBand: Ends;
}

/** What exchanging each group of one model did, in shares of 1. */
export interface LayerStudyExchange {
  readonly kind: "noisy-into-clean" | "clean-into-noisy" | "rewound";
  readonly candidate: string;
  readonly groups: readonly {
    readonly group: string;
    readonly effect: Score;
    readonly interval: Ends;
    /** The effect minus that of the null's group. */
    readonly beyondNull: { readonly mean: number; readonly interval: Ends } | null;
  }[];
}

/** Everything that {@link renderLayerStudy} shows. */
export interface LayerStudyData {
  readonly generatedBy: string;
  readonly name: string;
  readonly engine: string;
  readonly reference: string;
  readonly seeds: readonly number[];
  readonly steps: readonly number[];
  /** Layer groups, input to output. */
  readonly groups: readonly string[];
  /** Name of the score of exchanges, as people read it. */
  readonly score: string;
  readonly measures: readonly { readonly name: string; readonly unit: string; readonly definition: string }[];
  readonly candidates: readonly {
    readonly name: string;
    readonly labels: string;
    readonly noise: string | null;
    /** Share of pixels whose label is wrong. */
    readonly noiseRate: Score;
  }[];
  readonly tables: readonly LayerStudyTable[];
  readonly exchanges: readonly LayerStudyExchange[];
  readonly agreement: readonly {
    readonly candidate: string;
    readonly measure: string;
    readonly rho: Score;
    readonly interval: Ends;
    readonly groups: number;
  }[];
  readonly gradients: readonly {
    readonly candidate: string;
    readonly groups: readonly {
      readonly group: string;
      readonly cleanNorm: Score;
      readonly noisyNorm: Score;
      readonly cosine: Score;
    }[];
  }[];
  /** Debiased linear CKA, rows the clean model's groups, columns the noisy one's. */
  readonly cka: readonly { readonly candidate: string; readonly values: readonly (readonly Score[])[] }[];
  /** Which layers to keep, in plain words, and how sure that is. */
  readonly findings: readonly string[];
  readonly notes: readonly string[];
}
