import { tileWindows, wholeWindow } from "@undercoat/raster";
import type { Patch } from "./cut-patches.ts";
import { DatasetsError } from "./errors.ts";
import { patchContents } from "./internal/patch-contents.ts";
import type { Region, SceneDataset } from "./scene-dataset.ts";
import { sceneOf } from "./scene-of.ts";
import type { SourceDataset } from "./source-dataset.ts";

/** Options of {@link gridPatches} and {@link scanPatches}. */
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
export function gridPatches(dataset: SceneDataset, options: GridPatchesOptions): Patch[] {
  const patches = gridWindows(dataset, options).map((place) => ({
    ...place,
    ...patchContents(sceneOf(dataset, place.sceneId), place.window),
  }));
  return withEnoughValid(dataset.name, patches, options);
}

/**
 * The same patches as {@link gridPatches} of scenes that are not in memory, read one after the other.
 *
 * @throws {DatasetsError} `NO_PATCHES` if none is left; `REGION_TOO_SMALL` if a region is smaller than a patch.
 *
 * @example
 * ```ts
 * const patches = await scanPatches(dataset, { size: 256, minimumValid: 0.5 });
 * const sampler = balancedSampler(dataset, { patches, rng: createRng(0).fork("order") });
 * ```
 */
export async function scanPatches(
  dataset: SourceDataset,
  { signal, ...options }: GridPatchesOptions & { readonly signal?: AbortSignal },
): Promise<Patch[]> {
  const patches: Patch[] = [];
  for (const place of gridWindows(dataset, options)) {
    const { window } = place;
    const abort = signal === undefined ? {} : { signal };
    const scene = await sceneOf(dataset, place.sceneId).read({ window, ...abort });
    patches.push({ ...place, ...patchContents(scene, wholeWindow(scene.image)) });
  }
  return withEnoughValid(dataset.name, patches, options);
}

function gridWindows(
  { regions, name = "dataset" }: Pick<SceneDataset, "regions" | "name">,
  { size, overlap = 0 }: GridPatchesOptions,
): Region[] {
  return regions.flatMap(({ sceneId, window }) => {
    if (window.width < size || window.height < size) throw tooSmall(name, size, { sceneId, window });
    const windows = tileWindows(window, { width: size, height: size, overlap, edge: "shift" });
    return windows.map(({ x, y, ...rest }) => ({
      sceneId,
      window: { x: x + window.x, y: y + window.y, ...rest },
    }));
  });
}

function withEnoughValid(
  name: string | undefined,
  patches: Patch[],
  { size, minimumValid = 0 }: GridPatchesOptions,
): Patch[] {
  const kept = patches.filter(({ validFraction }) => validFraction >= minimumValid);
  if (kept.length > 0) return kept;
  throw new DatasetsError("NO_PATCHES", {
    message: `"${name ?? "dataset"}": none of ${patches.length} patches has ${100 * minimumValid} % of its pixels valid and labelled; ask for less, or check nodata and labels`,
    context: { name, size, minimumValid },
  });
}

function tooSmall(name: string, size: number, region: Region): DatasetsError {
  const { sceneId, window } = region;
  return new DatasetsError("REGION_TOO_SMALL", {
    message: `"${name}": a region of scene "${sceneId}" is ${window.width}×${window.height}, but patches are ${size}×${size}; use a larger window or smaller patches`,
    context: { name, size, region },
  });
}
