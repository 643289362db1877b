import type { Rng } from "@undercoat/random";
import type { Scene } from "./scene-dataset.ts";

/**
 * A random change of a patch, the same for image, labels and validity. Images are normalised before: their unit is the
 * standard deviation of each band, and 0 is its mean.
 */
export interface Augmentation {
  readonly kind: "augmentation";
  readonly name: string;
  readonly options: object;
  /** How far it looks beyond a patch of `size` pixels, in pixels; what lies outside of the region is not valid. */
  margin(size: number): number;
  /**
   * A patch of the same size. The input is not changed.
   *
   * @param kept - The square in the middle that is kept, where the patch comes with a margin. Default: the whole patch.
   */
  apply(patch: Scene, rng: Rng, kept?: { readonly size: number }): Scene;
}

/**
 * Augmentations one after the other; each draws from a stream of its own, `rng.fork("<place>/<name>")`.
 *
 * @example
 * ```ts
 * const augmentation = augmentationSequence([flipRotate(), shiftScaleRotate({ rotateDegrees: 15 }), bandNoise()]);
 * ```
 */
export function augmentationSequence(augmentations: readonly Augmentation[]): Augmentation {
  return Object.freeze({
    kind: "augmentation",
    name: "sequence",
    options: { augmentations: augmentations.map(({ name, options }) => ({ name, options })) },
    /** From the last to the first: each also has to fill what the later ones look at. */
    margin: (size: number) => augmentations.reduceRight((sum, each) => sum + each.margin(size + 2 * sum), 0),
    apply: (patch: Scene, rng: Rng, kept?: { readonly size: number }) =>
      augmentations.reduce(
        (done, each, place) => each.apply(done, rng.fork(`${place}/${each.name}`), kept),
        patch,
      ),
  });
}
