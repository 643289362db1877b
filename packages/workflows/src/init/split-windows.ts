import type { Region } from "@undercoat/datasets";
import { type Grid, tileWindows, type Window } from "@undercoat/raster";

/** A test window goes through the network at once: at most this many pixels a side, after `downsample`. */
const LARGEST_TEST_SIDE = 2048;

/** Whole patches in regions, cut as `cutPatches` does. */
export function patchesIn(regions: readonly Region[], patch: number): number {
  return regions.reduce(
    (sum, { window }) => sum + Math.floor(window.width / patch) * Math.floor(window.height / patch),
    0,
  );
}

/** One way along an image: where windows begin, and how long they are. */
const AXES = [
  ["x", "width", "y", "height"],
  ["y", "height", "x", "width"],
] as const;

/**
 * Windows of one part that lie side by side with no more than the buffer between them, as one: between them no other part
 * has to be kept away.
 */
export function joined(regions: readonly Region[], buffer: number): Region[] {
  return AXES.reduce<Region[]>(
    (rest, [at, length, across, breadth]) => {
      const open = rest.toSorted((a, b) => a.window[at] - b.window[at]);
      const done: Region[] = [];
      for (const region of open) {
        const { sceneId, window } = region;
        const index = done.findIndex((other) => {
          const gap = window[at] - other.window[at] - other.window[length];
          const isBeside =
            other.window[across] === window[across] && other.window[breadth] === window[breadth];
          return other.sceneId === sceneId && isBeside && gap >= 0 && gap <= buffer;
        });
        const before = done[index]?.window;
        if (before === undefined) done.push(region);
        else
          done[index] = {
            sceneId,
            window: { ...before, [length]: window[at] + window[length] - before[at] },
          };
      }
      return done;
    },
    [...regions],
  );
}

/** What {@link tidied} needs. */
interface TidyOptions {
  readonly inputs: readonly { readonly id: string; readonly grid: Grid }[];
  /** Side of a patch in pixels of the files. */
  readonly patch: number;
  readonly downsample: number;
}

/** Windows of whole blocks of `downsample`, none smaller than a patch, those of the test small enough to predict. */
export function tidied<Name extends string>(
  parts: Readonly<Record<Name, readonly Region[]>>,
  { inputs, patch, downsample }: TidyOptions,
): Record<Name, Region[]> {
  const grids = new Map(inputs.map(({ id, grid }) => [id, grid]));
  const entries = Object.entries<readonly Region[]>(parts).map(([name, regions]) => {
    const whole = regions
      .map((region) => snapped(region, grids.get(region.sceneId)!, downsample))
      .filter(({ window }) => window.width >= patch && window.height >= patch);
    return [name, name === "test" ? whole.flatMap((region) => cut(region, downsample)) : whole];
  });
  return Object.fromEntries(entries) as Record<Name, Region[]>;
}

function snapped({ sceneId, window }: Region, grid: Grid, step: number): Region {
  if (isAll(window, grid)) return { sceneId, window };
  const [x, y] = [Math.ceil(window.x / step) * step, Math.ceil(window.y / step) * step];
  const width = Math.floor((window.x + window.width) / step) * step - x;
  const height = Math.floor((window.y + window.height) / step) * step - y;
  return { sceneId, window: { x, y, width, height } };
}

function cut({ sceneId, window }: Region, downsample: number): Region[] {
  const most = LARGEST_TEST_SIDE * downsample;
  if (window.width <= most && window.height <= most) return [{ sceneId, window }];
  // pieces of about one size: a sliver at the edge would be a window of a few pixels
  const side = (length: number) => Math.ceil(length / Math.ceil(length / most) / downsample) * downsample;
  const size = { width: side(window.width), height: side(window.height) };
  return [...tileWindows(window, size)].map((tile) => ({
    sceneId,
    window: { ...tile, x: tile.x + window.x, y: tile.y + window.y },
  }));
}

/** Whether a window is the whole image. */
export function isAll({ x, y, width, height }: Window, grid: Grid): boolean {
  return x === 0 && y === 0 && width === grid.width && height === grid.height;
}
