/** The numbers of one tensor, filters on the last axis. */
export interface WeightTensor {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/** What a measure says of one tensor. */
export interface MeasureValue {
  /** `NaN` where the measure is undefined, such as constant weights. */
  readonly divergence: number;
  /** Further numbers to print beside it, by name. */
  readonly details: Readonly<Record<string, number>>;
}

/** What "divergence" means in a result. Printed with every number, together with `options` and `notes`. */
export interface LayerMeasure<Kind extends "weights" = "weights"> {
  readonly kind: Kind;
  readonly name: string;
  readonly options: Readonly<Record<string, string | number>>;
  /** E.g. `"nat"`. */
  readonly unit: string;
  /** What the measure cannot see, a sentence each. */
  readonly notes: readonly string[];
  /** Directed: `reference` gives P and `candidate` gives Q. */
  compare(reference: WeightTensor, candidate: WeightTensor): MeasureValue;
}
