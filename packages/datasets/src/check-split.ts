import type { Geotransform, Grid, Window } from "@undercoat/raster";
import * as z from "zod";
import { windowText } from "./internal/window-text.ts";
import type { Region } from "./scene-dataset.ts";

/** Options of {@link checkSplit}. */
export const CheckSplitOptions = z.strictObject({
  /** Pixels that must lie between two parts, in x or in y. */
  buffer: z.number().min(0).default(0),
});
/** Options of {@link checkSplit}. */
export interface CheckSplitOptions extends z.input<typeof CheckSplitOptions> {
  /** Where the scenes lie; with it, scenes of one CRS are also compared with each other. */
  readonly scenes?: readonly SceneGrid[];
}

/** Where a scene lies; a {@link Scene} is given as `{ id, grid: scene.image }`. */
export interface SceneGrid {
  readonly id: string;
  readonly grid: Grid;
}

/** Pixels by which rounding may move a scene that lies elsewhere. */
const TOLERANCE = 0.01;

/** Two regions of different parts that share ground or lie too close. */
export interface SplitConflict {
  readonly kind: "overlap" | "too-close";
  readonly parts: readonly [string, string];
  readonly regions: readonly [Region, Region];
  /** Shared area in pixels of the first region's scene. */
  readonly sharedPixels: number;
  /** Pixels between the two along the axis where they are further apart; 0 where they overlap. */
  readonly gap: number;
  /** The conflict in words. */
  readonly message: string;
}

/**
 * Finds leaks between the parts of a split: regions of different parts that overlap, or that lie closer than
 * `buffer` pixels in both x and y.
 *
 * @remarks Scenes of unknown or different CRS cannot be compared with each other.
 *
 * @example
 * ```ts
 * const conflicts = checkSplit({ train, test }, { buffer: 64 }); // [] if nothing leaks
 * ```
 */
export function checkSplit(
  split: Readonly<Record<string, readonly Region[]>>,
  options: CheckSplitOptions = {},
): SplitConflict[] {
  const { scenes = [], ...rest } = options;
  const { buffer } = CheckSplitOptions.parse(rest);
  const grids = new Map(scenes.map(({ id, grid }) => [id, grid]));
  const conflicts: SplitConflict[] = [];
  const parts = Object.entries(split);
  for (const [index, [first, regions]] of parts.entries()) {
    for (const [second, others] of parts.slice(index + 1)) {
      for (const a of regions) {
        for (const b of others) {
          const conflict = conflictOf([first, second], [a, b], { buffer, grids });
          if (conflict !== null) conflicts.push(conflict);
        }
      }
    }
  }
  return conflicts;
}

function conflictOf(
  parts: readonly [string, string],
  regions: readonly [Region, Region],
  { buffer, grids }: { buffer: number; grids: ReadonlyMap<string, Grid> },
): SplitConflict | null {
  const [a, b] = regions;
  const other =
    a.sceneId === b.sceneId ? b.window : windowIn(grids.get(a.sceneId), grids.get(b.sceneId), b.window);
  if (other === null) return null;
  const gapX = gapBetween(a.window.x, a.window.width, other.x, other.width);
  const gapY = gapBetween(a.window.y, a.window.height, other.y, other.height);
  const gap = Math.max(0, gapX, gapY);
  const overlaps = gapX < -TOLERANCE && gapY < -TOLERANCE;
  if (!overlaps && gap >= buffer - TOLERANCE) return null;
  const sharedPixels = overlaps ? gapX * gapY : 0;
  const what = overlaps
    ? `share ${Math.round(sharedPixels)} pixels`
    : `are ${Math.round(gap)} pixels apart, expected at least ${buffer}`;
  const name = (part: string, { sceneId, window }: Region) =>
    `"${part}" ${windowText(window)} of scene "${sceneId}"`;
  const message = `${name(parts[0], a)} and ${name(parts[1], b)} ${what}; move or shrink one of the windows`;
  return { kind: overlaps ? "overlap" : "too-close", parts, regions, sharedPixels, gap, message };
}

/** Distance between two intervals; negative by as much as they overlap. */
function gapBetween(start: number, length: number, otherStart: number, otherLength: number): number {
  return Math.max(start, otherStart) - Math.min(start + length, otherStart + otherLength);
}

/** The box around a window of `from` in pixels of `to`, or null where the two cannot be compared. */
function windowIn(to: Grid | undefined, from: Grid | undefined, window: Window): Window | null {
  if (!to?.geotransform || !from?.geotransform) return null;
  if (to.crs.kind !== "epsg" || from.crs.kind !== "epsg" || to.crs.code !== from.crs.code) return null;
  const corners = [
    [window.x, window.y],
    [window.x + window.width, window.y],
    [window.x, window.y + window.height],
    [window.x + window.width, window.y + window.height],
  ] as const;
  const points = corners.map((corner) => toPixel(to.geotransform!, toMap(from.geotransform!, corner)));
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  const x = Math.min(...xs);
  const y = Math.min(...ys);
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

type Point = readonly [number, number];

function toMap(g: Geotransform, [column, row]: Point): Point {
  return [g[0] + column * g[1] + row * g[2], g[3] + column * g[4] + row * g[5]];
}

function toPixel(g: Geotransform, [x, y]: Point): Point {
  const determinant = g[1] * g[5] - g[2] * g[4];
  const dx = x - g[0];
  const dy = y - g[3];
  return [(dx * g[5] - dy * g[2]) / determinant, (dy * g[1] - dx * g[4]) / determinant];
}
