import { type Rng, restoreRng, shuffled } from "@undercoat/random";
import type { BatchSource, PatchDraw, SamplerState } from "./batch-source.ts";
import type { Patch } from "./cut-patches.ts";
import { DatasetsError } from "./errors.ts";
import { emptyBatch, ignoreInvalid, imageInto, labelsInto } from "./internal/assemble.ts";
import { assertInside } from "./internal/assert-inside.ts";
import { assertNormalisation, assertState } from "./internal/checks.ts";
import { windowText } from "./internal/window-text.ts";
import type { Normalisation } from "./normalisation.ts";
import { PatchOptions } from "./patch-options.ts";
import type { SceneDataset } from "./scene-dataset.ts";
import { sceneOf } from "./scene-of.ts";

/** Options of {@link shuffledPatches}. */
export interface ShuffledPatchesOptions extends PatchOptions {
  readonly normalisation: Normalisation;
  /** A shuffle per pass, then per patch the flip or rotation and, where patches are larger than `size`, x and y. */
  readonly rng: Rng;
}

/** The places that {@link shuffledPatches} draws, without pixels. */
export interface ShuffledDraws {
  next(): PatchDraw & { readonly patch: number };
  save(): Pick<SamplerState, "rng" | "queue">;
  restore(state: Pick<SamplerState, "rng" | "queue">): void;
}

/**
 * Endless passes over a fixed list of patches, shuffled anew for each pass; a batch may span two passes.
 * Patches larger than `size` are cropped at random.
 *
 * @throws {DatasetsError} `NO_PATCHES` if the list is empty, `SIZE_MISMATCH` if a patch is smaller than
 *   `size`, `SCENE_UNKNOWN` or `WINDOW_OUTSIDE` if it lies in no scene, `NORMALISATION_MISMATCH`; `STATE_MISMATCH` from `restore`.
 *
 * @example
 * ```ts
 * const source = shuffledPatches(dataset, few, { size: 128, batchSize: 4, normalisation, rng: rng.fork("ft") });
 * ```
 */
export function shuffledPatches(
  dataset: SceneDataset,
  patches: readonly Patch[],
  options: ShuffledPatchesOptions,
): BatchSource {
  const { normalisation, rng, ...rest } = options;
  const { size, batchSize, dihedral } = PatchOptions.parse(rest);
  assertNormalisation(dataset, normalisation);
  const draws = shuffledDraws(patches, { size, dihedral, rng });
  const scenes = new Map(patches.map(({ sceneId }) => [sceneId, sceneOf(dataset, sceneId)]));
  for (const patch of patches)
    assertInside(patch, scenes.get(patch.sceneId)!.image, dataset.name ?? "dataset");
  const bandCount = dataset.scenes[0]!.image.bands.length;
  return {
    next: () => {
      const batch = emptyBatch(batchSize, size, bandCount);
      const places: PatchDraw[] = [];
      for (let index = 0; index < batchSize; index++) {
        const { patch: _patch, ...draw } = draws.next();
        places.push(draw);
        const scene = scenes.get(draw.sceneId)!;
        imageInto(batch, index, scene, draw, normalisation);
        labelsInto(batch, index, scene, draw);
        ignoreInvalid(batch, index, scene, draw);
      }
      return { ...batch, draws: places };
    },
    save: () => ({ kind: "shuffled-patches", permuteLabels: null, ...draws.save() }),
    restore: (state) => {
      assertState(state, "shuffled-patches", false);
      draws.restore(state);
    },
  };
}

/**
 * The places that {@link shuffledPatches} draws, without pixels.
 *
 * @throws {DatasetsError} `NO_PATCHES` or `SIZE_MISMATCH`; `STATE_MISMATCH` from `restore`.
 */
export function shuffledDraws(
  patches: readonly Pick<Patch, "sceneId" | "window">[],
  { size, dihedral, rng }: { readonly size: number; readonly dihedral: boolean; readonly rng: Rng },
): ShuffledDraws {
  assertPatches(patches, size);
  let stream = rng;
  let queue: number[] = [];
  return {
    next: () => {
      if (queue.length === 0) queue = shuffled([...patches.keys()], stream);
      const patch = queue.pop()!;
      const { sceneId, window } = patches[patch]!;
      const operation = dihedral ? stream.int(8) : 0;
      const larger = window.width > size || window.height > size;
      const x = window.x + (larger ? stream.int(window.width - size + 1) : 0);
      const y = window.y + (larger ? stream.int(window.height - size + 1) : 0);
      return { patch, sceneId, x, y, operation };
    },
    save: () => ({ rng: stream.save(), queue: [...queue] }),
    restore: (state) => {
      assertQueue(state.queue, patches.length);
      stream = restoreRng(state.rng);
      queue = [...state.queue];
    },
  };
}

function assertPatches(patches: readonly Pick<Patch, "sceneId" | "window">[], size: number): void {
  if (patches.length === 0) {
    throw new DatasetsError("NO_PATCHES", {
      message: "there are 0 patches to shuffle, expected at least 1; choose patches first",
    });
  }
  for (const { sceneId, window } of patches) {
    if (window.width >= size && window.height >= size) continue;
    throw new DatasetsError("SIZE_MISMATCH", {
      message: `patch ${windowText(window)} of scene "${sceneId}" is ${window.width}×${window.height}, but ${size}×${size} is asked for; cut larger patches or ask for a smaller size`,
      context: { sceneId, window, size },
    });
  }
}

function assertQueue(queue: readonly number[], count: number): void {
  const unknown = queue.find((index) => !Number.isInteger(index) || index < 0 || index >= count);
  if (unknown === undefined) return;
  throw new DatasetsError("STATE_MISMATCH", {
    message: `state waits for patch ${unknown}, but there are ${count} patches; restore with the patches it was saved with`,
    context: { patch: unknown, count },
  });
}
