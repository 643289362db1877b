import type { Grid } from "@undercoat/raster";
import * as z from "zod";
import { DatasetsError } from "./errors.ts";
import { nearPairs } from "./internal/near-pairs.ts";
import { type Box, boxOf, pixelMetres, type WindowMover, windowMover } from "./internal/split-ground.ts";
import { outlineOf, type WindowDistance, windowDistance } from "./internal/window-distance.ts";
import { windowText } from "./internal/window-text.ts";
import type { Region } from "./scene-dataset.ts";

/** Options of {@link checkSplit}. */
export const CheckSplitOptions = z
  .strictObject({
    /** Pixels that must lie between two parts, in x or in y. */
    buffer: z.number().min(0).default(0),
    /** The same in metres on the ground; needs scenes whose CRS is known. */
    bufferMetres: z.number().min(0).optional(),
  })
  .refine(({ buffer, bufferMetres }) => buffer === 0 || bufferMetres === undefined, {
    error: "give the buffer in pixels or in metres, not both",
  });
/** Options of {@link checkSplit}. */
export interface CheckSplitOptions extends z.input<typeof CheckSplitOptions> {
  /** Where the scenes lie; with it, scenes are also compared with each other. */
  readonly scenes?: readonly SceneGrid[];
}

/** Where a scene lies; a {@link Scene} is given as `{ id, grid: scene.image }`. */
export interface SceneGrid {
  readonly id: string;
  readonly grid: Grid;
  /** Of the image's file or pixels: two scenes with the same one are the same image. */
  readonly sha256?: string;
}

/** Two regions of different parts that share ground, lie too close, or are cut from the same image. */
export interface SplitConflict {
  readonly kind: "overlap" | "too-close" | "same-image";
  readonly parts: readonly [string, string];
  readonly regions: readonly [Region, Region];
  /** Shared area in pixels of the first region's scene. */
  readonly sharedPixels: number;
  /** Pixels of the first region's scene between the two, along the axis where they are further apart. */
  readonly gap: number;
  /** The conflict in words. */
  readonly message: string;
}

/** What {@link checkSplit} found. */
export interface SplitCheck {
  readonly conflicts: readonly SplitConflict[];
  /** Pairs of scenes of different parts that could not be compared, and why. */
  readonly notCompared: readonly { readonly scenes: readonly [string, string]; readonly reason: string }[];
}

/** Pixels by which rounding may move a scene that lies elsewhere. */
const TOLERANCE = 0.01;

/** A region with what is needed to compare it. */
interface Entry {
  readonly part: string;
  readonly region: Region;
  readonly scene: SceneGrid | undefined;
  /** Pixels that must lie between it and others. */
  readonly reach: readonly [number, number];
}

/**
 * Proves that the parts of a split do not leak into each other: no two regions of different parts overlap, lie closer
 * than the buffer in both x and y, or are cut from the same image under another name. Scenes in different CRS and of
 * different pixel sizes are compared on the ground, by their exact outlines.
 *
 * @remarks About n · log n for n regions that lie apart. Scenes in degrees are not compared across the antimeridian.
 * @throws {DatasetsError} `BUFFER_UNUSABLE` for a buffer in metres where the metres of a scene are not known.
 *
 * @example
 * ```ts
 * const { conflicts, notCompared } = checkSplit({ train, test }, { bufferMetres: 100, scenes });
 * ```
 */
export function checkSplit(
  split: Readonly<Record<string, readonly Region[]>>,
  { scenes = [], ...rest }: CheckSplitOptions = {},
): SplitCheck {
  const { buffer, bufferMetres } = CheckSplitOptions.parse(rest);
  const grids = new Map(scenes.map((scene) => [scene.id, scene]));
  const entries = Object.entries(split).flatMap(([part, regions]) =>
    regions.map((region): Entry => {
      const scene = grids.get(region.sceneId);
      return {
        part,
        region,
        scene,
        reach: bufferMetres === undefined ? [buffer, buffer] : metreReach(region, scene, bufferMetres),
      };
    }),
  );
  const movers = new Map<string, WindowMover>();
  const conflicts = candidatePairs(entries).flatMap(([a, b]) => {
    const conflict = conflictOf(a, b, {
      movers,
      needed: bufferMetres === undefined ? `${buffer}` : `${bufferMetres} m`,
    });
    return conflict === null ? [] : [conflict];
  });
  return { conflicts, notCompared: notComparedOf(entries, movers) };
}

/** Pairs of different parts that may touch, in the order of the split. */
function candidatePairs(entries: readonly Entry[]): [Entry, Entry][] {
  const spaces = new Map<string, { boxes: Box[]; members: number[] }>();
  const add = (box: Box, member: number) => {
    const space = spaces.get(box.space) ?? { boxes: [], members: [] };
    space.boxes.push(box);
    space.members.push(member);
    spaces.set(box.space, space);
  };
  entries.forEach(({ region, scene, reach }, index) => {
    add(pixelBox(region, reach), index);
    const box = boxOf(scene?.grid, region.window, reach);
    if (box !== null) add(box, index);
    if (scene?.sha256 !== undefined) add({ space: `image ${scene.sha256}`, x: [0, 0], y: [0, 0] }, index);
  });
  const found = new Set<number>();
  for (const { boxes, members } of spaces.values())
    for (const [a, b] of nearPairs(boxes)) {
      const [first, second] = [members[a] ?? 0, members[b] ?? 0];
      if (entries[first]?.part !== entries[second]?.part) found.add(first * entries.length + second);
    }
  return [...found]
    .toSorted((a, b) => a - b)
    .flatMap((pair): [Entry, Entry][] => {
      const [a, b] = [entries[Math.floor(pair / entries.length)], entries[pair % entries.length]];
      return a === undefined || b === undefined ? [] : [[a, b]];
    });
}

function pixelBox(
  { sceneId, window: { x, y, width, height } }: Region,
  [reachX, reachY]: Entry["reach"],
): Box {
  return {
    space: `scene ${sceneId}`,
    x: [x - reachX, x + width + reachX],
    y: [y - reachY, y + height + reachY],
  };
}

function metreReach(region: Region, scene: SceneGrid | undefined, metres: number): readonly [number, number] {
  const pixel = scene === undefined ? null : pixelMetres(scene.grid, region.window);
  if (pixel !== null) return [metres / pixel[0], metres / pixel[1]];
  throw new DatasetsError("BUFFER_UNUSABLE", {
    message: `the buffer is ${metres} m, but how large a pixel of scene "${region.sceneId}" is on the ground is not known; give the scene's grid and CRS, or a buffer in pixels`,
    context: { sceneId: region.sceneId, metres },
  });
}

function conflictOf(
  a: Entry,
  b: Entry,
  { movers, needed }: { movers: Map<string, WindowMover>; needed: string },
): SplitConflict | null {
  const distance = distanceOf(a, b, movers);
  const isSameImage =
    a.region.sceneId !== b.region.sceneId &&
    a.scene?.sha256 !== undefined &&
    a.scene.sha256 === b.scene?.sha256;
  const kind = isSameImage ? "same-image" : distance === null ? null : kindOf(distance);
  if (kind === null) return null;
  const { shared = 0, gap = 0 } = distance ?? {};
  const what =
    kind === "same-image"
      ? "are cut from the same image, though their names differ"
      : kind === "overlap"
        ? `share ${shared < 10 ? Number(shared.toPrecision(2)) : Math.round(shared)} pixels`
        : `are ${Math.round(gap)} pixels apart, expected at least ${needed}`;
  const name = ({ part, region }: Entry) =>
    `"${part}" ${windowText(region.window)} of scene "${region.sceneId}"`;
  const advice = kind === "same-image" ? "keep it in one part" : "move or shrink one of the windows";
  return {
    kind,
    parts: [a.part, b.part],
    regions: [a.region, b.region],
    sharedPixels: kind === "overlap" ? shared : 0,
    gap,
    message: `${name(a)} and ${name(b)} ${what}; ${advice}`,
  };
}

function kindOf({ shared, share }: WindowDistance): "overlap" | "too-close" | null {
  if (shared > TOLERANCE) return "overlap";
  return share < 1 ? "too-close" : null;
}

function distanceOf(a: Entry, b: Entry, movers: Map<string, WindowMover>): WindowDistance | null {
  const reach = [a.reach[0] - TOLERANCE, a.reach[1] - TOLERANCE] as const;
  if (a.region.sceneId === b.region.sceneId)
    return windowDistance(a.region.window, outlineOf(b.region.window), reach);
  const mover = moverOf(a, b, movers);
  return typeof mover === "string" ? null : windowDistance(a.region.window, mover(b.region.window), reach);
}

function moverOf(a: Entry, b: Entry, movers: Map<string, WindowMover>): WindowMover {
  const key = JSON.stringify([a.region.sceneId, b.region.sceneId]);
  const known = movers.get(key);
  if (known !== undefined) return known;
  const mover = windowMover(a.scene?.grid, b.scene?.grid);
  movers.set(key, mover);
  return mover;
}

/** Scenes that no mover can bring together; each pair once. */
function notComparedOf(
  entries: readonly Entry[],
  movers: Map<string, WindowMover>,
): SplitCheck["notCompared"] {
  const groups = new Map<string, { entry: Entry; parts: Set<string> }>();
  for (const entry of entries) {
    const group = groups.get(entry.region.sceneId) ?? { entry, parts: new Set() };
    group.parts.add(entry.part);
    groups.set(entry.region.sceneId, group);
  }
  const scenes = [...groups.values()];
  const isPlaced = ({ entry }: (typeof scenes)[number]) =>
    boxOf(entry.scene?.grid, entry.region.window, [0, 0])?.space === "degrees";
  const lost = new Set(scenes.filter((scene) => !isPlaced(scene)));
  const seen = new Set<string>();
  return [...lost].flatMap((a) =>
    scenes.flatMap((b) => {
      const pair = [a.entry.region.sceneId, b.entry.region.sceneId].toSorted();
      const key = JSON.stringify(pair);
      const isOtherPart = a.parts.size > 1 || b.parts.size > 1 || [...a.parts][0] !== [...b.parts][0];
      if (a === b || seen.has(key) || !isOtherPart) return [];
      seen.add(key);
      const mover = moverOf(a.entry, b.entry, movers);
      return typeof mover === "string" ? [{ scenes: pair as [string, string], reason: mover }] : [];
    }),
  );
}
