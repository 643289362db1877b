import type { Rng } from "@undercoat/random";
import { IGNORE_INDEX, type LabelMap } from "@undercoat/raster";
import * as z from "zod";
import { parsedOptions } from "../internal/parsed-options.ts";
import { type BoundaryBiasOptions, boundaryBias, type ClassBoundaryBias } from "./boundary-bias.ts";
import type { ShiftEstimate } from "./estimate-shift.ts";
import { attributeErrors, type ErrorKind, wrongPerBlock } from "./internal/attribute-errors.ts";
import { assertEnoughBlocks, type BlockGrid, blockGrid } from "./internal/blocks.ts";
import { assertPair, chosenClasses, classIndexOf } from "./internal/checks.ts";
import { loneObjects, type ObjectRate } from "./internal/object-rate.ts";
import type { NoEstimate } from "./internal/refusal.ts";
import { type IntervalEstimate, ratioEstimate } from "./internal/resample.ts";
import { summaryOf } from "./internal/summary.ts";
import { undoShifts } from "./internal/undo-shifts.ts";
import type { ObjectShift } from "./object-shifts.ts";

const ClassName = z.union([z.string().min(1), z.int().min(0)]);

/** Options of {@link decomposeLabelError}. */
export const DecomposeLabelErrorOptions = z.strictObject({
  /** Errors that moving an edge by so many pixels would repair belong to the boundary. */
  tolerance: z.number().min(1).max(64).default(3),
  /** Names or indices of the classes that have objects; all but `background` where left out. */
  classes: z.array(ClassName).min(1).optional(),
  /** Name or index of the class between objects; null in a scheme without one: then there is neither omission nor commission. */
  background: ClassName.nullable().default(0),
  /** Largest shift of all labels that is looked for, in pixels. */
  maxShift: z.int().min(2).max(256).default(32),
  /** Largest further shift of single objects that is looked for, in pixels; 0: none. */
  maxObjectShift: z.union([z.literal(0), z.int().min(2).max(64)]).default(16),
  /** Objects of fewer pixels are not counted as missing or invented. */
  minObjectPixels: z.int().min(1).default(9),
  /** Side in pixels of the blocks that are resampled for intervals; about 64 blocks where left out. */
  blockSize: z.int().min(8).optional(),
  /** How often blocks are resampled. */
  resamples: z.int().min(50).default(400),
  /** Share of such intervals that hold the number. */
  level: z.number().gt(0).lt(1).default(0.95),
});
/** Options of {@link decomposeLabelError}. */
export type DecomposeLabelErrorOptions = z.input<typeof DecomposeLabelErrorOptions>;

/** Wrong pixels of one kind. */
export interface ErrorPart {
  readonly pixels: number;
  /** Of all wrong pixels, with a percentile interval over resampled blocks; a shift that is undone stays the same in all. */
  readonly share: IntervalEstimate | NoEstimate;
}

/** The five parts of the wrong pixels. */
export interface ErrorParts {
  readonly shift: ErrorPart & {
    /** Pixels that one shift of all labels explains, and pixels that shifts of single objects explain beyond it. */
    readonly ofAll: number;
    readonly ofObjects: number;
    readonly all: ShiftEstimate | NoEstimate;
    readonly objects: readonly ObjectShift[];
  };
  readonly boundary: ErrorPart & { readonly bias: readonly ClassBoundaryBias[] };
  /** With the objects of the reference that the labels lack. */
  readonly omission: ErrorPart & { readonly objects: ObjectRate | NoEstimate };
  /** With the objects of the labels that the reference lacks. */
  readonly commission: ErrorPart & { readonly objects: ObjectRate | NoEstimate };
  /** `pairs[i][j]`: pixels of class i in the reference that the labels call j. */
  readonly confusion: ErrorPart & { readonly pairs: readonly (readonly number[])[] };
}

/** What the wrong pixels of labels consist of. The pixels of the five parts add up to `wrong`. */
export interface LabelErrorDecomposition extends ErrorParts {
  readonly kind: "label-error-decomposition";
  /** Pixels that are known in both. */
  readonly known: number;
  /** Of these, pixels where the labels differ from the reference. */
  readonly wrong: number;
  /** `wrong / known`. */
  readonly errorRate: IntervalEstimate;
  /** One line per part, largest first. */
  readonly summary: readonly string[];
}

const LEAST_BLOCKS = 8;

/**
 * Says what the wrong pixels of labels consist of: shift, boundary, omission, commission and confusion, with how many
 * pixels and what share each explains. The pixels add up to all wrong pixels, exactly, by this rule:
 *
 * 1. Shift: how many wrong pixels fewer there are when the one shift of all labels is undone (if it is told from 0 and
 *    undoing it helps), and then the shifts of single objects, each by the same conditions.
 * 2. Boundary: of what is still wrong, pixels for which, within `tolerance`, the labels hold the reference's class and
 *    the reference holds the labels' class, so that moving an edge repairs them.
 * 3. Omission where the labels say `background`, commission where the reference does, confusion elsewhere.
 *
 * @remarks The reference is taken as right: clean labels, or predictions that are better than the labels. Time as of
 *   {@link estimateShift} and {@link objectShifts}, and linear in classes × pixels.
 * @throws {NoiseEstimationError} `SIZE_MISMATCH`, `SCHEME_MISMATCH`, `CLASS_UNKNOWN`, `NO_VALID_PIXELS`,
 *   `OPTIONS_REFUSED`; `NOT_SUPPORTED` if fewer than 8 blocks hold known pixels. Parts that cannot be estimated say why.
 *
 * @example
 * ```ts
 * const { shift, omission, summary } = decomposeLabelError({ labels, reference: clean }, { rng });
 * ```
 */
export function decomposeLabelError(
  { labels, reference }: { readonly labels: LabelMap; readonly reference: LabelMap },
  { rng, ...options }: DecomposeLabelErrorOptions & { readonly rng: Rng },
): LabelErrorDecomposition {
  const parsed = parsedOptions(DecomposeLabelErrorOptions, options);
  assertPair(labels, reference);
  const blocks = blockGrid(labels, parsed.blockSize);
  const known = knownPerBlock(labels, reference, blocks);
  assertEnoughBlocks("the parts of the error", known.filter((count) => count > 0).length, LEAST_BLOCKS);
  const { classes, background } = classesOf(labels, parsed);
  const undone = undoShifts({ labels, reference }, { ...parsed, classes, background, rng });
  const wrong = wrongPerBlock(labels, reference, blocks);
  const wrongPixels = total(wrong);
  const { perBlock, confused } = attributeErrors(undone.labels, reference, { ...parsed, background, blocks });
  const resampling = { resamples: parsed.resamples, level: parsed.level, rng: rng.fork("blocks") };
  const partOf = (numerators: Float64Array): ErrorPart => {
    const share = ratioEstimate({ numerators, denominators: wrong }, resampling);
    return {
      pixels: total(numerators),
      share: share ?? { kind: "no-estimate", reason: "no pixel is wrong" },
    };
  };
  const lone = (map: LabelMap, other: LabelMap) =>
    loneObjects(map, other, { classes, blocks, leastPixels: parsed.minObjectPixels, ...resampling });
  const parts: ErrorParts = {
    shift: {
      ...partOf(wrong.map((count, block) => count - leftIn(perBlock, block))),
      ofAll: undone.ofAll,
      ofObjects: undone.ofObjects,
      all: undone.all,
      objects: undone.objects,
    },
    boundary: {
      ...partOf(perBlock.boundary),
      bias: boundaryBias(
        { labels: undone.labels, reference },
        { ...parsedBias(parsed), classes: [...classes], rng: rng.fork("bias") },
      ),
    },
    omission: { ...partOf(perBlock.omission), objects: lone(reference, undone.labels) },
    commission: { ...partOf(perBlock.commission), objects: lone(undone.labels, reference) },
    confusion: { ...partOf(perBlock.confusion), pairs: confused },
  };
  return Object.freeze({
    kind: "label-error-decomposition",
    known: total(known),
    wrong: wrongPixels,
    errorRate: ratioEstimate({ numerators: wrong, denominators: known }, resampling)!,
    ...parts,
    summary: summaryOf(parts, wrongPixels),
  });
}

function parsedBias({
  blockSize,
  resamples,
  level,
}: z.output<typeof DecomposeLabelErrorOptions>): BoundaryBiasOptions {
  return { resamples, level, ...(blockSize === undefined ? {} : { blockSize }) };
}

function classesOf(
  { scheme }: LabelMap,
  { classes, background }: z.output<typeof DecomposeLabelErrorOptions>,
): { readonly classes: readonly number[]; readonly background: number | null } {
  if (background !== null) return chosenClasses(scheme, { classes, background });
  const asked = classes?.map((one) => classIndexOf(scheme, one));
  return { classes: asked ?? scheme.classes.map((_, index) => index), background };
}

function knownPerBlock(labels: LabelMap, reference: LabelMap, blocks: BlockGrid): Float64Array {
  const counts = new Float64Array(blocks.windows.length);
  labels.data.forEach((index, pixel) => {
    if (index === IGNORE_INDEX || reference.data[pixel] === IGNORE_INDEX) return;
    counts[blocks.blockOf(pixel % labels.width, Math.floor(pixel / labels.width))]! += 1;
  });
  return counts;
}

/** Wrong pixels of a block that are still wrong when shifts are undone. */
function leftIn(perBlock: Readonly<Record<ErrorKind, Float64Array>>, block: number): number {
  return Object.values(perBlock).reduce((sum, counts) => sum + counts[block]!, 0);
}

function total(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}
