import { type BinaryMap, complement, signedDistance, squaredDistance } from "@undercoat/morphology";
import type { Rng } from "@undercoat/random";
import { IGNORE_INDEX, type LabelMap } from "@undercoat/raster";
import * as z from "zod";
import { parsedOptions } from "../internal/parsed-options.ts";
import { blockGrid } from "./internal/blocks.ts";
import { assertPair, classIndexOf } from "./internal/checks.ts";
import { addOffsets, type OffsetField, type OffsetSums, offsetSums } from "./internal/edge-offsets.ts";
import { groundSize } from "./internal/ground-size.ts";
import type { NoEstimate } from "./internal/refusal.ts";
import { forEachResample, type IntervalEstimate, percentileInterval } from "./internal/resample.ts";

/** Options of {@link boundaryBias}. */
export const BoundaryBiasOptions = z.strictObject({
  /** Edges farther from each other than this, in pixels, do not belong together. */
  reach: z.number().min(1).max(64).default(8),
  /** Names or indices of the classes; all where left out. */
  classes: z
    .array(z.union([z.string().min(1), z.int().min(0)]))
    .min(1)
    .optional(),
  /** Side in pixels of the blocks that are resampled for the interval; about 64 blocks where left out. */
  blockSize: z.int().min(8).optional(),
  /** How often blocks are resampled. */
  resamples: z.int().min(50).default(400),
  /** Share of such intervals that hold the bias. */
  level: z.number().gt(0).lt(1).default(0.95),
});
/** Options of {@link boundaryBias}. */
export type BoundaryBiasOptions = z.input<typeof BoundaryBiasOptions>;

/** How far the edges of one class lie outside of the reference's. */
export interface ClassBoundaryBias {
  readonly classIndex: number;
  readonly name: string;
  readonly bias: BoundaryOffset | NoEstimate;
}

/** A mean offset of edges: above 0 the labels are too fat, below 0 too thin. */
export interface BoundaryOffset {
  readonly kind: "boundary-offset";
  readonly pixels: IntervalEstimate;
  /** The same on the ground; null where the labels have no known place. */
  readonly metres: IntervalEstimate | null;
  /** Mean distance between edges, whatever its sign, in pixels. */
  readonly distance: number;
  /** Pixel edges that have a counterpart within reach, of the labels and of the reference. */
  readonly edges: number;
}

const LEAST_BLOCKS = 8;

/**
 * Signed distance between the edges of labels and reference, per class: above 0 where labels are too fat, below 0
 * where too thin, in pixels and metres, with percentile intervals over resampled blocks.
 *
 * The mean of two means: over the labels' pixel edges, minus the signed distance to the reference's edge; over the
 * reference's, the signed distance to the labels'. So corners, where one side is longer, cancel. Edges without a
 * counterpart within `reach`, or nearer to an ignored pixel or to the end of the map than to their counterpart, do
 * not count. Undo a shift first: it widens distances, but hardly biases their mean.
 *
 * @remarks Objects grown or shrunk by disks of 1 to 3 px are found within 0.5 px, and towards 0: at slanted edges
 *   a disk of pixels moves an edge by less than its radius.
 * @throws {NoiseEstimationError} `SIZE_MISMATCH`, `SCHEME_MISMATCH`, `CLASS_UNKNOWN`, `NO_VALID_PIXELS`,
 *   `OPTIONS_REFUSED`. A class with too few edges has no estimate, and the reason.
 *
 * @example
 * ```ts
 * const [, building] = boundaryBias({ labels, reference: clean }, { rng });
 * ```
 */
export function boundaryBias(
  { labels, reference }: { readonly labels: LabelMap; readonly reference: LabelMap },
  { rng, ...options }: BoundaryBiasOptions & { readonly rng: Rng },
): ClassBoundaryBias[] {
  const parsed = parsedOptions(BoundaryBiasOptions, options);
  assertPair(labels, reference);
  const all = labels.scheme.classes.map((_, index) => index);
  const classes = parsed.classes?.map((asked) => classIndexOf(labels.scheme, asked)) ?? all;
  const known = labels.data.map((index, pixel) =>
    index === IGNORE_INDEX || reference.data[pixel] === IGNORE_INDEX ? 0 : 1,
  );
  const unknown = squaredDistance(complement({ ...sizeOf(labels), data: known }));
  return classes.map((classIndex) => {
    const name = labels.scheme.classes[classIndex]!.name;
    const offsets = offsetsOf({ labels, reference }, { classIndex, known, unknown, ...parsed });
    const bias = biasOf(offsets, labels, { ...parsed, rng: rng.fork(name) });
    return Object.freeze({ classIndex, name, bias });
  });
}

/** Offsets of both sides' edges of one class. */
interface BothOffsets {
  readonly ofLabels: OffsetSums;
  readonly ofReference: OffsetSums;
}

function offsetsOf(
  { labels, reference }: { readonly labels: LabelMap; readonly reference: LabelMap },
  {
    classIndex,
    known,
    unknown,
    reach,
    blockSize,
  }: Pick<z.output<typeof BoundaryBiasOptions>, "reach" | "blockSize"> &
    Pick<OffsetField, "known" | "unknown"> & { readonly classIndex: number },
): BothOffsets {
  const blocks = blockGrid(labels, blockSize);
  const [ofLabels, ofReference] = [offsetSums(blocks, reach), offsetSums(blocks, reach)];
  const shared = ({ data }: LabelMap): BinaryMap => ({
    ...sizeOf(labels),
    data: known.map((one, pixel) => (one === 1 && data[pixel] === classIndex ? 1 : 0)),
  });
  const [ours, theirs] = [shared(labels), shared(reference)];
  const [toLabels, toReference] = [signedDistance(ours), signedDistance(theirs)];
  if (toLabels === null || toReference === null) return { ofLabels, ofReference };
  addOffsets(ofLabels, ours, { distance: toReference, sign: -1, unknown, known });
  addOffsets(ofReference, theirs, { distance: toLabels, sign: 1, unknown, known });
  return { ofLabels, ofReference };
}

function biasOf(
  { ofLabels, ofReference }: BothOffsets,
  labels: LabelMap,
  { resamples, level, rng }: z.output<typeof BoundaryBiasOptions> & { readonly rng: Rng },
): BoundaryOffset | NoEstimate {
  const used = ofLabels.counts.reduce((sum, _, at) => sum + (hasBoth(at) ? 1 : 0), 0);
  if (used < LEAST_BLOCKS) {
    const reason = `${used} blocks hold edges of both that belong together, but at least ${LEAST_BLOCKS} are needed`;
    return { kind: "no-estimate", reason };
  }
  const meanOf = (values: "sums" | "distances", weights?: Uint32Array) =>
    [ofLabels, ofReference].reduce(
      (sum, side) => sum + weightedRatio(side[values], side.counts, weights) / 2,
      0,
    );
  const drawn: number[] = [];
  forEachResample({ count: ofLabels.counts.length, resamples }, rng, (weights) => {
    const one = meanOf("sums", weights);
    if (Number.isFinite(one)) drawn.push(one);
  });
  const pixels = { value: meanOf("sums"), ...percentileInterval(drawn, level) };
  const edges = [ofLabels, ofReference].reduce((sum, { counts }) => sum + total(counts), 0);
  return {
    kind: "boundary-offset",
    pixels,
    metres: inMetres(pixels, labels),
    distance: meanOf("distances"),
    edges,
  };

  function hasBoth(block: number): boolean {
    return ofLabels.counts[block]! > 0 && ofReference.counts[block]! > 0;
  }
}

function weightedRatio(above: Float64Array, below: Float64Array, weights?: Uint32Array): number {
  let [numerator, denominator] = [0, 0];
  for (let at = 0; at < above.length; at++) {
    const weight = weights === undefined ? 1 : weights[at]!;
    numerator += weight * above[at]!;
    denominator += weight * below[at]!;
  }
  return numerator / denominator;
}

function inMetres({ value, low, high }: IntervalEstimate, labels: LabelMap): IntervalEstimate | null {
  const ground = groundSize(labels);
  if (ground === null) return null;
  const side = Math.sqrt(ground.width * ground.height);
  return { value: value * side, low: low * side, high: high * side };
}

function sizeOf({ width, height }: LabelMap): { readonly width: number; readonly height: number } {
  return { width, height };
}

function total(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}
