import { type Rng, shuffled } from "@undercoat/random";
import { IGNORE_INDEX, type LabelMap } from "@undercoat/raster";
import * as z from "zod";
import { checkSplit, type SceneGrid } from "./check-split.ts";
import { DatasetsError } from "./errors.ts";
import type { Region } from "./scene-dataset.ts";
import type { SplitParts } from "./split-file.ts";

/** Options of {@link makeSplit}. */
export const MakeSplitOptions = z.strictObject({
  /** `blocks`: every scene is cut into squares; `scenes`: scenes stay whole, and those that touch stay together. */
  method: z.enum(["blocks", "scenes"]).default("blocks"),
  /** Share of each part, in the order of the parts; made to sum to 1. */
  shares: z
    .record(z.string(), z.number().positive())
    .default({ train: 0.7, validation: 0.15, test: 0.15 })
    .refine((shares) => Object.keys(shares).length >= 2, "at least two parts"),
  /** Side of a block in pixels. */
  blockSize: z.int().min(2).default(512),
  /** Pixels that lie between two parts. */
  buffer: z.int().min(0).default(0),
});
/** Options of {@link makeSplit}. */
export type MakeSplitOptions = z.input<typeof MakeSplitOptions>;

/** A scene to split. */
export interface SplitScene extends SceneGrid {
  /** With the labels of every scene, the shares of the classes are balanced too. */
  readonly labels?: Pick<LabelMap, "data" | "width" | "scheme">;
}

/** What became of the pixels. */
export interface MadeSplit {
  readonly parts: SplitParts;
  readonly report: {
    /** Pixels in each part, and the share of each class among its labelled pixels where labels were given. */
    readonly parts: Readonly<
      Record<string, { readonly pixels: number; readonly classShares: readonly number[] | null }>
    >;
    /** Pixels in no part: the buffer, and blocks too small to be kept. */
    readonly lostPixels: number;
  };
}

/** What goes into one part as a whole. */
interface Unit {
  readonly regions: readonly Region[];
  /** Pixels, or pixels of each class. */
  readonly weights: readonly number[];
}

/**
 * Splits scenes into parts that do not leak: the result passes {@link checkSplit} with the same buffer. Units are drawn in
 * random order, each into the part that then comes closest to the wanted shares, of pixels or, with labels, of every class.
 *
 * @throws {DatasetsError} `NO_REGIONS` if a part would stay empty, `SPLIT_LEAKS` if blocks of overlapping scenes would
 *   touch; use method `scenes` for those.
 *
 * @example
 * ```ts
 * const { parts } = makeSplit(scenes, { blockSize: 512, buffer: 64 }, createRng(0).fork("split"));
 * ```
 */
export function makeSplit(scenes: readonly SplitScene[], options: MakeSplitOptions, rng: Rng): MadeSplit {
  const { method, shares, blockSize, buffer } = MakeSplitOptions.parse(options);
  const regions = scenes.map((scene) =>
    method === "scenes" ? [whole(scene)] : blocksOf(scene, blockSize, buffer),
  );
  const groups =
    method === "scenes"
      ? touchingScenes(scenes, buffer).map((ids) => ids.flatMap((id) => regions[id] ?? []))
      : regions.flat().map((region) => [region]);
  const byId = new Map(scenes.map((scene) => [scene.id, scene]));
  const units = groups.map((group): Unit => ({ regions: group, weights: weightsOf(group, byId) }));
  const parts = assigned(shuffled(units, rng), shares);
  assertFilled(parts, units.length, method);
  assertClean(parts, scenes, buffer);
  return { parts, report: reportOf(parts, scenes, byId) };
}

function whole({ id, grid }: SplitScene): Region {
  return { sceneId: id, window: { x: 0, y: 0, width: grid.width, height: grid.height } };
}

/** Blocks from the top left; half the buffer is taken from each side that another block may touch. */
function blocksOf({ id, grid }: SplitScene, size: number, buffer: number): Region[] {
  const near = Math.floor(buffer / 2);
  const far = buffer - near;
  const pieces = (length: number) =>
    Array.from({ length: Math.max(1, Math.floor(length / size)) }, (_, index) => {
      const isLast = (index + 2) * size > length;
      const from = index * size + (index === 0 ? 0 : near);
      return [from, (isLast ? length : (index + 1) * size - far) - from] as const;
    });
  return pieces(grid.height).flatMap(([y, height]) =>
    pieces(grid.width).flatMap(([x, width]) =>
      width > 0 && height > 0 ? [{ sceneId: id, window: { x, y, width, height } }] : [],
    ),
  );
}

/** Positions of scenes that overlap or lie closer than the buffer, directly or by way of others. */
function touchingScenes(scenes: readonly SplitScene[], buffer: number): number[][] {
  const alone = Object.fromEntries(scenes.map((scene, index) => [String(index), [whole(scene)]]));
  const roots = scenes.map((_, index) => index);
  const rootOf = (index: number): number => (roots[index] === index ? index : rootOf(roots[index] ?? index));
  for (const { parts } of checkSplit(alone, { scenes, buffer }).conflicts) {
    const [a, b] = [rootOf(Number(parts[0])), rootOf(Number(parts[1]))];
    roots[Math.max(a, b)] = Math.min(a, b);
  }
  const groups = new Map<number, number[]>();
  for (const index of scenes.keys()) groups.set(rootOf(index), [...(groups.get(rootOf(index)) ?? []), index]);
  return [...groups.values()];
}

function weightsOf(regions: readonly Region[], scenes: ReadonlyMap<string, SplitScene>): number[] {
  const classes = [...scenes.values()].every(({ labels }) => labels !== undefined)
    ? (scenes.values().next().value?.labels?.scheme.classes.length ?? 0)
    : 0;
  if (classes === 0) return [regions.reduce((sum, { window }) => sum + window.width * window.height, 0)];
  const counts = new Array<number>(classes).fill(0);
  for (const { sceneId, window } of regions) {
    const labels = scenes.get(sceneId)?.labels;
    if (labels === undefined) continue;
    for (let y = window.y; y < window.y + window.height; y++) {
      for (let pixel = y * labels.width + window.x, x = 0; x < window.width; x++, pixel++) {
        const index = labels.data[pixel] ?? IGNORE_INDEX;
        if (index !== IGNORE_INDEX) counts[index] = (counts[index] ?? 0) + 1;
      }
    }
  }
  return counts;
}

/** Each unit goes where the sum of squared distances to the wanted shares grows least. */
function assigned(
  units: readonly Unit[],
  shares: Readonly<Record<string, number>>,
): Record<string, Region[]> {
  const sum = Object.values(shares).reduce((total, share) => total + share, 0);
  const totals = (units[0]?.weights ?? []).map((_, at) =>
    units.reduce((total, { weights }) => total + (weights[at] ?? 0), 0),
  );
  const parts = Object.entries(shares).map(([name, share]) => ({
    name,
    share: share / sum,
    regions: [] as Region[],
    filled: totals.map(() => 0),
  }));
  for (const { regions, weights } of units) {
    const costs = parts.map(({ share, filled, regions: has }) => {
      const change = totals.reduce((cost, total, at) => {
        if (total === 0) return cost;
        const [before, after] = [
          (filled[at] ?? 0) / total - share,
          ((filled[at] ?? 0) + (weights[at] ?? 0)) / total - share,
        ];
        return cost + (after * after - before * before) / share;
      }, 0);
      return has.length === 0 ? change - 1 : change; // an empty part comes first
    });
    const best = parts[costs.indexOf(Math.min(...costs))];
    best?.regions.push(...regions);
    if (best !== undefined) best.filled = best.filled.map((value, at) => value + (weights[at] ?? 0));
  }
  return Object.fromEntries(parts.map(({ name, regions }) => [name, regions]));
}

function assertFilled(parts: SplitParts, units: number, method: string): void {
  const empty = Object.keys(parts).find((name) => parts[name]?.length === 0);
  if (empty === undefined) return;
  throw new DatasetsError("NO_REGIONS", {
    message: `part "${empty}" stays empty: there are ${units} ${method === "scenes" ? "groups of scenes that do not touch" : "blocks"} for ${Object.keys(parts).length} parts; ${method === "scenes" ? "add scenes, or split them into blocks" : "make blockSize smaller"}`,
    context: { part: empty, units },
  });
}

function assertClean(parts: SplitParts, scenes: readonly SceneGrid[], buffer: number): void {
  const [conflict] = checkSplit(parts, { scenes, buffer }).conflicts;
  if (conflict === undefined) return;
  throw new DatasetsError("SPLIT_LEAKS", {
    message: `the blocks would leak: ${conflict.message.split(";")[0]}, since the scenes overlap; use the method "scenes", which keeps them together`,
    context: { conflict },
  });
}

function reportOf(
  parts: SplitParts,
  scenes: readonly SplitScene[],
  byId: ReadonlyMap<string, SplitScene>,
): MadeSplit["report"] {
  const pixelsOf = (regions: readonly Region[]) =>
    regions.reduce((sum, { window }) => sum + window.width * window.height, 0);
  const all = scenes.reduce((sum, { grid }) => sum + grid.width * grid.height, 0);
  const hasLabels = scenes.every(({ labels }) => labels !== undefined);
  const described = Object.fromEntries(
    Object.entries(parts).map(([name, regions]) => {
      const weights = hasLabels ? weightsOf(regions, byId) : [];
      const labelled = weights.reduce((sum, count) => sum + count, 0);
      return [
        name,
        {
          pixels: pixelsOf(regions),
          classShares: hasLabels ? weights.map((count) => count / Math.max(1, labelled)) : null,
        },
      ];
    }),
  );
  return {
    parts: described,
    lostPixels: all - Object.values(described).reduce((sum, { pixels }) => sum + pixels, 0),
  };
}
