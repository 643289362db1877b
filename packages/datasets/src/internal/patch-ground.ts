import type { Rng } from "@undercoat/random";
import type { Window } from "@undercoat/raster";
import type { Patch } from "../cut-patches.ts";
import { DatasetsError } from "../errors.ts";
import type { PatchPlace } from "../patch-sampler.ts";
import type { SceneDataset } from "../scene-dataset.ts";
import { windowText } from "./window-text.ts";

/** Patches of one size with the regions that hold them. */
export interface PatchGround {
  readonly size: number;
  readonly jitter: number;
  readonly patches: readonly Patch[];
  readonly limits: readonly Window[];
}

/** Finds the region of each patch; refuses patches that are not squares of one size, or lie in no region. */
export function patchGround(
  { regions, name = "dataset" }: Pick<SceneDataset, "regions" | "name">,
  patches: readonly Patch[],
  jitter: number,
): PatchGround {
  const size = patches[0]?.window.width;
  if (size === undefined) {
    throw new DatasetsError("NO_PATCHES", {
      message: `"${name}": 0 patches were given, expected at least 1; cut larger regions or smaller patches`,
      context: { name },
    });
  }
  if (!Number.isInteger(jitter) || jitter < 0) {
    throw new DatasetsError("WEIGHT_UNUSABLE", {
      message: `jitter is ${jitter}, but a number of pixels, an integer from 0, was expected; write 0 for none`,
      context: { jitter },
    });
  }
  const limits = patches.map(({ sceneId, window }) => {
    if (window.width !== size || window.height !== size) throw otherSize(name, size, window);
    const region = regions.find((each) => each.sceneId === sceneId && holds(each.window, window));
    if (region === undefined) throw inNoRegion(name, sceneId, window);
    return region.window;
  });
  return { size, jitter, patches, limits };
}

/** The place of a patch, moved by up to `jitter` pixels inside its region; two draws where there is a jitter. */
export function jittered(
  { size, jitter, patches, limits }: PatchGround,
  index: number,
  rng: Rng,
): PatchPlace {
  const { sceneId, window } = patches[index]!;
  const region = limits[index]!;
  if (jitter === 0) return { sceneId, x: window.x, y: window.y, limits: region };
  const x = moved(window.x, { from: region.x, to: region.x + region.width - size }, jitter, rng);
  const y = moved(window.y, { from: region.y, to: region.y + region.height - size }, jitter, rng);
  return { sceneId, x, y, limits: region };
}

/** Uniform among the places within the jitter that the region holds. */
function moved(at: number, { from, to }: { from: number; to: number }, jitter: number, rng: Rng): number {
  const [low, high] = [Math.max(from, at - jitter), Math.min(to, at + jitter)];
  return low + rng.int(high - low + 1);
}

function holds(region: Window, { x, y, width, height }: Window): boolean {
  const [right, bottom] = [region.x + region.width, region.y + region.height];
  return x >= region.x && y >= region.y && x + width <= right && y + height <= bottom;
}

function otherSize(name: string, size: number, window: Window): DatasetsError {
  return new DatasetsError("SIZE_MISMATCH", {
    message: `"${name}": patch ${windowText(window)} is ${window.width}×${window.height}, but the first is ${size} wide; give squares of one size`,
    context: { name, size, window },
  });
}

function inNoRegion(name: string, sceneId: string, window: Window): DatasetsError {
  return new DatasetsError("WINDOW_OUTSIDE", {
    message: `"${name}": patch ${windowText(window)} of scene "${sceneId}" lies in none of the dataset's regions; cut the patches from this dataset`,
    context: { name, sceneId, window },
  });
}
