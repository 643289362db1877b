import { checkSplit, isDatasetsError, makeSplit, type Region, type SplitScene } from "@undercoat/datasets";
import { createRng, type Rng } from "@undercoat/random";
import { type Grid, type LabelMap, type Window, windowGrid } from "@undercoat/raster";
import { joined, patchesIn, tidied } from "./split-windows.ts";

/** A scene with what may be used of it. */
export interface SplitInput {
  readonly id: string;
  readonly grid: Grid;
  /** Where clean labels are known; null: nowhere. */
  readonly clean: Window | null;
  readonly hasNoisy: boolean;
  /** Clean labels, to balance classes; left out where they are too large to hold. */
  readonly labels?: LabelMap;
}

/** Windows for the three parts. */
export interface ProposedSplit {
  readonly parts: Readonly<Record<PartName, readonly Region[]>>;
  /** Side of a patch, in pixels after `downsample`. */
  readonly patchSize: number;
  /** Pixels of the files between two parts. */
  readonly buffer: number;
  /** Whole patches in each part. */
  readonly patches: Readonly<Record<PartName, number>>;
  /** How it was made, for the comment. */
  readonly how: string;
}

/** Parts of a split. */
export type PartName = "pretrain" | "finetune" | "test";

/** Sides of patches, best first; with how many whole patches a part needs at least. */
const PATCH_SIZES: readonly { readonly size: number; readonly wanted: Readonly<Record<PartName, number>> }[] =
  [
    { size: 128, wanted: { pretrain: 16, finetune: 16, test: 8 } },
    { size: 64, wanted: { pretrain: 16, finetune: 16, test: 8 } },
    { size: 128, wanted: { pretrain: 4, finetune: 4, test: 2 } },
    { size: 64, wanted: { pretrain: 4, finetune: 4, test: 2 } },
    { size: 32, wanted: { pretrain: 1, finetune: 1, test: 1 } },
  ];

const PARTS = ["pretrain", "finetune", "test"] as const;

/** Few large scenes are shared out well in few ways: several are tried. */
const SEEDS = [0, 1, 2, 3, 4, 5, 6, 7];

/** Blocks that clean labels are cut into, about. */
const BLOCKS = 16;

/** Shares of the clean pixels where other scenes pretrain, and where all three parts come from the same scenes. */
const TWO_PARTS = { finetune: 0.4, test: 0.6 } as const;
const THREE_PARTS = { pretrain: 0.6, finetune: 0.15, test: 0.25 } as const;

/**
 * The best split that passes the check: of whole scenes where there are enough, else of blocks; with the largest patches
 * for which every part holds enough. Null where clean labels are too small for any.
 *
 * @param downsample - Windows are whole blocks of it.
 */
export function proposeSplit(inputs: readonly SplitInput[], downsample: number): ProposedSplit | null {
  for (const { size, wanted } of PATCH_SIZES)
    for (const way of [byScenes, byBlocks, byInsetBlocks])
      for (const part of [1, 0.5]) {
        const buffer = Math.ceil(size * part) * downsample;
        const found = SEEDS.flatMap((seed) => {
          const attempt = { patch: size * downsample, buffer, rng: createRng(seed).fork("split") };
          const split = tried(() => way(inputs, attempt));
          return split === null ? [] : [proposed(split, { inputs, size, buffer, downsample })];
        });
        const usable = found.filter(
          ({ parts, patches }) =>
            PARTS.every((name) => patches[name] >= wanted[name]) &&
            checkSplit(parts, { scenes: inputs, buffer }).conflicts.length === 0,
        );
        const [best] = usable.toSorted((a, b) => a.distance - b.distance);
        if (best !== undefined) return withoutDistance(best);
      }
  return null;
}

/** A split with how far its shares are from those wanted. */
interface Ranked extends ProposedSplit {
  readonly distance: number;
}

function withoutDistance({ distance: _, ...split }: Ranked): ProposedSplit {
  return split;
}

function proposed(
  { parts: made, how, shares }: Attempt,
  {
    inputs,
    size,
    buffer,
    downsample,
  }: {
    readonly inputs: readonly SplitInput[];
    readonly size: number;
    readonly buffer: number;
    readonly downsample: number;
  },
): Ranked {
  const patch = size * downsample;
  const parts = tidied(made, { inputs, patch, downsample });
  const patches = {
    pretrain: patchesIn(parts.pretrain, patch),
    finetune: patchesIn(parts.finetune, patch),
    test: patchesIn(parts.test, patch),
  };
  const shared = PARTS.filter((name) => shares[name] !== undefined);
  const all = shared.reduce((sum, name) => sum + patches[name], 0);
  const distance = shared.reduce((sum, name) => sum + Math.abs(patches[name] / all - shares[name]!), 0);
  return { parts, patchSize: size, buffer, patches, how, distance };
}

interface Attempt {
  readonly parts: Readonly<Record<PartName, readonly Region[]>>;
  readonly how: string;
  /** Of the parts that were drawn, in patches. */
  readonly shares: Readonly<Partial<Record<PartName, number>>>;
}

interface AttemptOptions {
  /** In pixels of the files. */
  readonly patch: number;
  readonly buffer: number;
  readonly rng: Rng;
}

/** A part that would stay empty, or scenes that overlap, are answers: this way does not do. */
function tried(attempt: () => Attempt | null): Attempt | null {
  try {
    return attempt();
  } catch (error) {
    if (isDatasetsError(error, "NO_REGIONS", "SPLIT_LEAKS")) return null;
    throw error;
  }
}

function byScenes(inputs: readonly SplitInput[], { buffer, rng }: AttemptOptions): Attempt | null {
  const clean = inputs.filter((input) => input.clean !== null);
  const others = inputs.filter((input) => input.clean === null && input.hasNoisy);
  if (others.length > 0) {
    const made = makeSplit(clean.map(cleanScene), { method: "scenes", shares: TWO_PARTS, buffer }, rng);
    const parts = { finetune: [], test: [], ...moved(made.parts, clean) };
    const outside = inputs.filter((input) => input.hasNoisy).flatMap((input) => around(input, buffer));
    const pretrain = farFrom(outside, parts, { inputs, buffer });
    return {
      parts: { ...parts, pretrain },
      shares: TWO_PARTS,
      how: "whole scenes: those without clean labels pretrain, the others are shared out",
    };
  }
  if (clean.some((input) => !input.hasNoisy || !isWhole(input))) return null;
  const made = makeSplit(clean.map(cleanScene), { method: "scenes", shares: THREE_PARTS, buffer }, rng);
  const parts = { pretrain: [], finetune: [], test: [], ...moved(made.parts, clean) };
  return {
    parts,
    shares: THREE_PARTS,
    how: "whole scenes, so that no part knows the place of another; scenes that lie close stay together",
  };
}

function byBlocks(inputs: readonly SplitInput[], { patch, buffer, rng }: AttemptOptions): Attempt | null {
  const clean = inputs.filter((input) => input.clean !== null);
  if (clean.length === 0) return null;
  const outside = inputs.filter((input) => input.hasNoisy).flatMap((input) => around(input, buffer));
  const isOutside = patchesIn(outside, patch) >= 4;
  const usable = isOutside ? clean : clean.filter(({ hasNoisy }) => hasNoisy);
  const pixels = usable.reduce((sum, input) => sum + input.clean!.width * input.clean!.height, 0);
  const blockSize = Math.max(patch + buffer, Math.floor(Math.sqrt(pixels / BLOCKS)));
  const shares = isOutside ? TWO_PARTS : THREE_PARTS;
  const made = makeSplit(usable.map(cleanScene), { method: "blocks", shares, blockSize, buffer }, rng);
  const blocks = { pretrain: [], finetune: [], test: [], ...moved(made.parts, usable) };
  const parts = {
    pretrain: joined(blocks.pretrain, buffer),
    finetune: joined(blocks.finetune, buffer),
    test: joined(blocks.test, buffer),
  };
  if (!isOutside)
    return {
      parts,
      shares,
      how: `blocks of about ${blockSize} pixels, since there are too few scenes to keep them whole`,
    };
  const pretrain = farFrom(outside, parts, { inputs, buffer });
  return {
    parts: { ...parts, pretrain },
    shares,
    how: `blocks of about ${blockSize} pixels where clean labels are; what lies outside of them pretrains`,
  };
}

/** Blocks of scenes that lie side by side, as tiles of one image do: each keeps half the buffer from its edges. */
function byInsetBlocks(inputs: readonly SplitInput[], options: AttemptOptions): Attempt | null {
  if (inputs.length < 2) return null;
  const inset = Math.ceil(options.buffer / 2);
  const smaller = inputs.map((input): SplitInput => {
    if (input.clean === null) return input;
    const { x, y, width, height } = input.clean;
    const clean = { x: x + inset, y: y + inset, width: width - 2 * inset, height: height - 2 * inset };
    return { ...input, clean: Math.min(clean.width, clean.height) < options.patch ? null : clean };
  });
  const attempt = byBlocks(smaller, options);
  return (
    attempt && { ...attempt, how: `${attempt.how}; scenes lie side by side, so their edges are left out` }
  );
}

function cleanScene({ id, grid, clean, labels }: SplitInput): SplitScene {
  const isAll = clean!.width === grid.width && clean!.height === grid.height;
  return { id, grid: windowGrid(grid, clean!), ...(labels === undefined || !isAll ? {} : { labels }) };
}

function isWhole({ grid, clean }: SplitInput): boolean {
  return clean?.width === grid.width && clean.height === grid.height;
}

function wholeOf({ id, grid }: SplitInput): Region {
  return { sceneId: id, window: { x: 0, y: 0, width: grid.width, height: grid.height } };
}

/** Windows of the clean parts of scenes, in pixels of the scenes. */
function moved<Name extends string>(
  parts: Readonly<Record<Name, readonly Region[]>>,
  scenes: readonly SplitInput[],
): Record<Name, Region[]> {
  const places = new Map(scenes.map(({ id, clean }) => [id, clean!]));
  const entries = Object.entries<readonly Region[]>(parts).map(([name, regions]) => [
    name,
    regions.map(({ sceneId, window }): Region => {
      const { x, y } = places.get(sceneId)!;
      return { sceneId, window: { ...window, x: window.x + x, y: window.y + y } };
    }),
  ]);
  return Object.fromEntries(entries) as Record<Name, Region[]>;
}

/** What lies around the clean labels of a scene, farther than the buffer; all of it where there are none. */
function around(input: SplitInput, buffer: number): Region[] {
  const { id, grid, clean } = input;
  if (clean === null) return [wholeOf(input)];
  const [left, top] = [clean.x - buffer, clean.y - buffer];
  const [right, bottom] = [clean.x + clean.width + buffer, clean.y + clean.height + buffer];
  const [from, to] = [Math.max(0, left), Math.min(grid.width, right)];
  const windows: Window[] = [
    { x: 0, y: 0, width: left, height: grid.height },
    { x: right, y: 0, width: grid.width - right, height: grid.height },
    { x: from, y: 0, width: to - from, height: top },
    { x: from, y: bottom, width: to - from, height: grid.height - bottom },
  ];
  return windows
    .filter(({ width, height }) => width > 0 && height > 0)
    .map((window) => ({ sceneId: id, window }));
}

/** Regions that no region of the other parts overlaps or comes close to. */
function farFrom(
  regions: readonly Region[],
  { finetune, test }: { readonly finetune: readonly Region[]; readonly test: readonly Region[] },
  { inputs, buffer }: { readonly inputs: readonly SplitInput[]; readonly buffer: number },
): Region[] {
  return regions.filter((region) => {
    const parts = { pretrain: [region], other: [...finetune, ...test] };
    return checkSplit(parts, { scenes: inputs, buffer }).conflicts.length === 0;
  });
}
