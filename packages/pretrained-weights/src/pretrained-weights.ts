/** How samples become what a network was trained on: `(sample / scale − mean) / standardDeviation`, band by band. */
export interface WeightNormalisation {
  /** What the samples are divided by: 255 for 8 bits, 10 000 for Sentinel-2 reflectance, 1 for decibels. */
  readonly scale: number;
  readonly mean: readonly number[];
  readonly standardDeviation: readonly number[];
}

/** Where a fact was read. */
export interface WeightSources {
  /** Address, bands, normalisation, architecture and hash. */
  readonly facts: string;
  /** Where the licence is stated; null where none was found. */
  readonly licence: string | null;
  /** The paper. */
  readonly publication: string;
}

/** Weights that others have published, with what they say of them. */
export interface PretrainedWeights {
  readonly name: string;
  /** Of the encoder: `resnet18`, `resnet34`, `resnet50`, `resnet101`, `mobilenet-v2`, `convnext-tiny`. */
  readonly architecture: string;
  readonly url: string;
  /** The first hexadecimal digits of the file's SHA-256: what its name ends in. */
  readonly sha256Prefix: string;
  /** Images it was trained on. */
  readonly dataset: string;
  /** How it was trained, such as `supervised` or `moco`. */
  readonly method: string;
  /** Names of the bands, in the order of the first convolution. */
  readonly bands: readonly string[];
  readonly normalisation: WeightNormalisation;
  /** SPDX id; null where none was found. */
  readonly licence: string | null;
  readonly sources: WeightSources;
}
