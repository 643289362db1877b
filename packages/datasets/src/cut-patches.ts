import type { Window } from "@undercoat/raster";
import { DatasetsError } from "./errors.ts";
import { patchContents } from "./internal/patch-contents.ts";
import type { SceneDataset } from "./scene-dataset.ts";
import { sceneOf } from "./scene-of.ts";

/** A place in a scene, with what its labels hold. */
export interface Patch {
  readonly sceneId: string;
  readonly window: Window;
  /** Share of each class among the pixels that are not ignored, by class index; all 0 where every pixel is. */
  readonly classFractions: readonly number[];
  /** Share of the patch's pixels that are valid and not ignored. */
  readonly validFraction: number;
}

/**
 * Cuts every region into whole `size` × `size` patches, row by row from its top left pixel; what is left at
 * the far edges is not used.
 *
 * @throws {DatasetsError} `NO_PATCHES` if no region holds a patch.
 *
 * @example
 * ```ts
 * const patches = cutPatches(dataset, 128);
 * ```
 */
export function cutPatches(dataset: SceneDataset, size: number): Patch[] {
  const { name = "dataset" } = dataset;
  const patches: Patch[] = [];
  for (const { sceneId, window } of dataset.regions) {
    for (let y = window.y; y + size <= window.y + window.height; y += size) {
      for (let x = window.x; x + size <= window.x + window.width; x += size) {
        patches.push(patchAt(dataset, sceneId, { x, y, width: size, height: size }));
      }
    }
  }
  if (patches.length > 0) return patches;
  throw new DatasetsError("NO_PATCHES", {
    message: `"${name}": none of the ${dataset.regions.length} regions holds a ${size}×${size} patch, expected at least 1; use larger windows or smaller patches`,
    context: { name, size, regions: dataset.regions },
  });
}

function patchAt(dataset: SceneDataset, sceneId: string, window: Window): Patch {
  return { sceneId, window, ...patchContents(sceneOf(dataset, sceneId), window) };
}
