import type { Window } from "@undercoat/raster";

/** Where a patch lies, and how far one may look around it. */
export interface PatchPlace {
  readonly sceneId: string;
  /** Top left pixel in the scene. */
  readonly x: number;
  readonly y: number;
  /** The region that the patch belongs to: nothing outside of it is ever read. */
  readonly limits: Window;
}

/**
 * Says where patch number 0, 1, 2, … lies. A place depends on its number alone, not on what was asked before: so patches
 * can be read in any order, by any number of threads, and a run continues at any number.
 */
export interface PatchSampler {
  readonly kind: "patch-sampler";
  readonly name: string;
  readonly options: object;
  /** Side of a patch in pixels. */
  readonly size: number;
  /** The place of a patch; attempts 1, 2, … are other places, for patches with too few valid pixels. */
  place(number: number, attempt?: number): PatchPlace;
}
