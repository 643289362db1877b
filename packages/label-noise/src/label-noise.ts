import type { Rng } from "@undercoat/random";
import type { LabelMap } from "@undercoat/raster";

/** The noise that was really made, which differs from the nominal one. */
export interface NoiseReport {
  /** Name of the noise. */
  readonly name: string;
  /** Pixels that have a class before and after. */
  readonly valid: number;
  /** Pixels of these whose class changed. */
  readonly changed: number;
  /** `changed / valid`; 0 where no pixel is valid. */
  readonly noiseRate: number;
  /** Pixels that had a class and are ignored now. */
  readonly newlyIgnored: number;
  /** Pixel counts: rows are clean classes, columns are noisy classes. */
  readonly confusion: readonly (readonly number[])[];
  /** Intersection over union of noisy and clean per class; null where both lack the class. */
  readonly iou: readonly (number | null)[];
  /** What only this kind of noise knows, such as the number of objects removed. */
  readonly facts: Readonly<Record<string, unknown>>;
  /** Reports of the single noises of a sequence. */
  readonly steps?: readonly NoiseReport[];
}

/** What {@link LabelNoise.apply} gives. */
export interface NoisyLabels {
  readonly labels: LabelMap;
  readonly report: NoiseReport;
}

/** A kind of label noise with its options; a `LabelTransform` of `@undercoat/datasets`. */
export interface LabelNoise {
  readonly kind: "label-noise";
  readonly name: string;
  /** All options, defaults filled in: `labelNoise(noise.options)` makes the same noise again. */
  readonly options: Readonly<Record<string, unknown>> & { readonly kind: string };
  /** Noisy labels on the same grid. Ignored pixels stay ignored; `labels` is not changed. */
  apply(labels: LabelMap, rng: Rng): NoisyLabels;
}
