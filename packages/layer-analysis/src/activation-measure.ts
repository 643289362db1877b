/** Features of one or more images on the host: rows are positions, `[position, channel]`. */
export interface FeatureBlock {
  readonly channels: number;
  readonly data: Float32Array;
}

/** What an activation measure says of one layer. */
export interface ActivationValue {
  /** `NaN` where undefined, such as one channel under a softmax. */
  readonly divergence: number;
  /** One number per channel where the measure has them. */
  readonly perChannel: readonly number[] | null;
  /** Channels for which it is undefined: left out of the mean. */
  readonly skippedChannels: readonly number[];
  /** Further numbers to print beside it, by name. */
  readonly details: Readonly<Record<string, number>>;
}

/** One comparison that takes features block by block; every pass must bring the same blocks. */
export interface ActivationComparison {
  /** Takes the features of both models at the same positions; `pass` counts from 0. */
  update(reference: FeatureBlock, candidate: FeatureBlock, pass: number): void;
  /** The result after the last pass. */
  value(): ActivationValue;
}

/** What "divergence" of activations means in a result. Printed with every number. */
export interface ActivationMeasure {
  readonly kind: "activations";
  readonly name: string;
  readonly options: Readonly<Record<string, string | number | boolean>>;
  readonly unit: string;
  readonly notes: readonly string[];
  /** How many times the images are read. */
  readonly passes: number;
  /** Starts a comparison of two layers; memory does not grow with the number of images, except as a measure says. */
  begin(channels: { readonly reference: number; readonly candidate: number }): ActivationComparison;
}
