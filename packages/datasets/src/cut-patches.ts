import { IGNORE_INDEX, tileWindows, type Window } from "@undercoat/raster";
import { DatasetsError } from "./errors.ts";
import { type SceneDataset, sceneOf } from "./scene-dataset.ts";

/** A place in a scene, with what its labels hold. */
export interface Patch {
  readonly sceneId: string;
  readonly window: Window;
  /** Share of each class among the pixels that are not ignored, by class index; all 0 where every pixel is. */
  readonly classFractions: readonly number[];
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

/** Options of {@link gridPatches}. */
export interface GridPatchesOptions {
  /** Side of a patch in pixels. */
  readonly size: number;
  /** Pixels that neighbours share. Default: 0. */
  readonly overlap?: number;
  /** Least share of pixels that are valid and labelled; others are left out. Default: 0, all are kept. */
  readonly minimumValid?: number;
}

/**
 * Patches that cover every region, its far edges too: the last column and row move back inside and overlap more.
 *
 * @throws {DatasetsError} `NO_PATCHES` if none is left; `REGION_TOO_SMALL` if a region is smaller than a patch.
 *
 * @example
 * ```ts
 * const patches = gridPatches(dataset, { size: 256, overlap: 32, minimumValid: 0.5 });
 * ```
 */
export function gridPatches(
  dataset: SceneDataset,
  { size, overlap = 0, minimumValid = 0 }: GridPatchesOptions,
): Patch[] {
  const { name = "dataset" } = dataset;
  const patches = dataset.regions.flatMap(({ sceneId, window }) => {
    if (window.width < size || window.height < size) throw tooSmall(name, size, { sceneId, window });
    const windows = tileWindows(window, { width: size, height: size, overlap, edge: "shift" });
    return windows.map(({ x, y, ...rest }) =>
      patchAt(dataset, sceneId, { ...rest, x: x + window.x, y: y + window.y }),
    );
  });
  const kept = patches.filter((patch) => validShare(dataset, patch) >= minimumValid);
  if (kept.length > 0) return kept;
  throw new DatasetsError("NO_PATCHES", {
    message: `"${name}": none of ${patches.length} patches has ${100 * minimumValid} % of its pixels valid and labelled; ask for less, or check nodata and labels`,
    context: { name, size, minimumValid },
  });
}

/** Share of pixels that are valid and labelled. */
function validShare(dataset: SceneDataset, { sceneId, window }: Patch): number {
  const { labels, image } = sceneOf(dataset, sceneId);
  let valid = 0;
  for (let row = window.y; row < window.y + window.height; row++) {
    for (let pixel = row * labels.width + window.x, end = pixel + window.width; pixel < end; pixel++)
      if (labels.data[pixel] !== IGNORE_INDEX && image.validity?.[pixel] !== 0) valid += 1;
  }
  return valid / (window.width * window.height);
}

function tooSmall(name: string, size: number, region: { sceneId: string; window: Window }): DatasetsError {
  const { sceneId, window } = region;
  return new DatasetsError("REGION_TOO_SMALL", {
    message: `"${name}": a region of scene "${sceneId}" is ${window.width}×${window.height}, but patches are ${size}×${size}; use a larger window or smaller patches`,
    context: { name, size, region },
  });
}

function patchAt(dataset: SceneDataset, sceneId: string, window: Window): Patch {
  const { labels, image } = sceneOf(dataset, sceneId);
  const counts = dataset.scheme.classes.map(() => 0);
  let total = 0;
  for (let row = window.y; row < window.y + window.height; row++) {
    for (let pixel = row * labels.width + window.x, end = pixel + window.width; pixel < end; pixel++) {
      const classIndex = labels.data[pixel]!;
      if (classIndex === IGNORE_INDEX || image.validity?.[pixel] === 0) continue;
      counts[classIndex]!++;
      total++;
    }
  }
  return { sceneId, window, classFractions: counts.map((count) => (total === 0 ? 0 : count / total)) };
}
