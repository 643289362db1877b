import type { Rng } from "@undercoat/random";
import type { LabelMap, Raster, Window } from "@undercoat/raster";

/** How the objects of one class fared: connected pixels (4 neighbours) that have a class before and after. */
export interface ObjectChange {
  /** Objects in the clean labels. */
  readonly clean: number;
  /** Objects in the noisy labels. */
  readonly noisy: number;
  /** Clean objects of which no pixel kept its class. */
  readonly lost: number;
  /** Noisy objects of which no pixel had their class. */
  readonly added: number;
  /** Clean objects that are not lost, and whose pixels are not those of a noisy object any more. */
  readonly moved: number;
}

/** The noise that was really made, which differs from the nominal one. */
export interface NoiseReport {
  /** Name of the noise. */
  readonly name: string;
  /** Pixels that have a class before and after. */
  readonly valid: number;
  /** Pixels of these whose class changed. */
  readonly changed: number;
  /** The pixel error rate `changed / valid`; 0 where no pixel is valid. */
  readonly noiseRate: number;
  /** Pixels that had a class and are ignored now. */
  readonly newlyIgnored: number;
  /** Pixel counts: rows are clean classes, columns are noisy classes. */
  readonly confusion: readonly (readonly number[])[];
  /** Intersection over union of noisy and clean per class; null where both lack the class. */
  readonly iou: readonly (number | null)[];
  /** Noisy over clean area per class, less 1, among valid pixels; null where the clean ones lack the class. */
  readonly areaChange: readonly (number | null)[];
  /** Indices of the classes that the clean labels hold and the noisy ones do not. */
  readonly lostClasses: readonly number[];
  /** Objects lost, added and moved, per class; counted when it is first read, because that takes longest. */
  readonly objects: readonly ObjectChange[];
  /** What only this kind of noise knows, such as the number of objects removed. */
  readonly facts: Readonly<Record<string, unknown>>;
  /** Reports of the single noises of a sequence or mixture. */
  readonly steps?: readonly NoiseReport[];
}

/** What {@link LabelNoise.apply} gives. */
export interface NoisyLabels {
  readonly labels: LabelMap;
  readonly report: NoiseReport;
}

/** Where a window lies in its scene: its first pixel, and the size of the scene. */
export interface ScenePlace {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What a noise may need beside the labels. */
export interface NoiseContext {
  /** Where `labels` lie if they are a window of a scene; see {@link noiseWindow}. */
  readonly place?: ScenePlace;
  /** Other label maps of the same place by name, of the same size and scheme: an earlier epoch, rule-made labels. */
  readonly otherLabels?: Readonly<Record<string, LabelMap>>;
  /** The image of the same place, for rules on its bands. */
  readonly image?: Raster;
}

/** How a noise is made weaker or stronger; what {@link scaledNoise} turns. */
export interface NoiseStrength {
  /** The same noise `factor` times as strong; 0: none. */
  scaled(factor: number): LabelNoise;
  /** The largest factor of use on these labels. */
  most(labels: LabelMap): number;
}

/** A kind of label noise with its options; a `LabelTransform` of `@undercoat/datasets`. */
export interface LabelNoise {
  readonly kind: "label-noise";
  readonly name: string;
  /** All options, defaults filled in: `labelNoise(noise.options)` makes the same noise again. */
  readonly options: Readonly<Record<string, unknown>> & { readonly kind: string };
  /** Absent where the noise has no strength that could be turned. */
  readonly strength?: NoiseStrength;
  /**
   * The window of the scene that decides what becomes of `window`, itself included. Absent where the whole scene does,
   * so that the noise cannot be made block by block.
   */
  neededWindow?(window: Window, options: { readonly scene: ScenePlace; readonly rng: Rng }): Window;
  /** Noisy labels on the same grid. Ignored pixels stay ignored; `labels` is not changed. */
  apply(labels: LabelMap, rng: Rng, context?: NoiseContext): NoisyLabels;
}
