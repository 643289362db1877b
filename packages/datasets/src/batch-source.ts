import type { RngState } from "@undercoat/random";

/** Patches side by side, ready for a model. */
export interface Batch {
  /** Normalised samples, `[batch, height, width, band]`; 0 where the image is not valid. */
  readonly images: Float32Array;
  /** Class indices, `[batch, height, width]`; 255 where ignored or where the image is not valid. */
  readonly labels: Uint8Array;
  /** Patches in the batch. */
  readonly size: number;
  readonly height: number;
  readonly width: number;
  readonly bandCount: number;
  /** Where every patch lies in its scene, from sources that turn patches by the eight flips and rotations alone. */
  readonly draws?: readonly PatchDraw[];
}

/** Where a sampler stands: plain JSON. */
export interface SamplerState {
  readonly kind: "random-patches" | "shuffled-patches";
  readonly rng: RngState;
  /** State of the stream of permuted labels, where there is one. */
  readonly permuteLabels: RngState | null;
  /** Patches still to come in this pass; the last comes first. */
  readonly queue: readonly number[];
}

/** An endless, seeded source of batches. */
export interface BatchSource {
  /** The next batch, in arrays of its own. */
  next(): Batch;
  /** Where the source stands: `restore` continues exactly there. */
  save(): SamplerState;
  restore(state: SamplerState): void;
}

/** One drawn patch: its top left pixel and its flip or rotation. */
export interface PatchDraw {
  readonly sceneId: string;
  readonly x: number;
  readonly y: number;
  /** See {@link dihedral}. */
  readonly operation: number;
}
