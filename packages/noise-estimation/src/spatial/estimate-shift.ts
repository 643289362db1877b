import type { Rng } from "@undercoat/random";
import type { LabelMap, Raster } from "@undercoat/raster";
import * as z from "zod";
import { NoiseEstimationError } from "../errors.ts";
import { parsedOptions } from "../internal/parsed-options.ts";
import { assertEnoughBlocks, blockGrid } from "./internal/blocks.ts";
import { assertShiftInput, classIndexOf } from "./internal/checks.ts";
import { type EdgeMap, labelEdges, referenceEdges } from "./internal/edges.ts";
import { groundSize } from "./internal/ground-size.ts";
import { refusal } from "./internal/refusal.ts";
import type { IntervalEstimate } from "./internal/resample.ts";
import { shiftAt, sitesOfBlocks } from "./internal/shift-at.ts";
import { smoothed } from "./internal/smoothed.ts";

/** Options of {@link estimateShift}. */
export const EstimateShiftOptions = z.strictObject({
  /** Largest shift that is looked for, in pixels right, left, up and down. */
  maxShift: z.int().min(2).max(256).default(32),
  /** Names or indices of the classes whose edges count; edges between any two classes where left out. */
  classes: z
    .array(z.union([z.string().min(1), z.int().min(0)]))
    .min(1)
    .optional(),
  /** Standard deviations in pixels by which the reference's edges are blurred: the first that gives a clear peak is taken. */
  smoothing: z.array(z.number().min(0.5).max(32)).min(1).default([1.5, 3, 6]),
  /** Side in pixels of the blocks that are resampled for the interval; about 64 blocks where left out. */
  blockSize: z.int().min(8).optional(),
  /** How often blocks are resampled. */
  resamples: z.int().min(50).default(200),
  /** Share of such intervals that hold the shift. */
  level: z.number().gt(0).lt(1).default(0.95),
});
/** Options of {@link estimateShift}. */
export type EstimateShiftOptions = z.input<typeof EstimateShiftOptions>;

/** Labels, and what they are held against: trusted or predicted labels, probabilities of classes, or an image. */
export interface ShiftInput {
  readonly labels: LabelMap;
  readonly reference: LabelMap | Raster;
}

/** One shift of all labels. */
export interface ShiftEstimate {
  readonly kind: "shift";
  /** How far the labels lie to the right of the reference, in pixels. */
  readonly dx: IntervalEstimate;
  /** How far the labels lie below the reference, in pixels. */
  readonly dy: IntervalEstimate;
  /** The length of the shift on the ground; null where the labels have no known place. */
  readonly metres: number | null;
  /** Correlation of the edges at the best shift, −1 to 1. */
  readonly score: number;
  /** Correlation without a shift. */
  readonly scoreUnshifted: number;
  /** Blur in pixels at which the peak was clear. */
  readonly smoothing: number;
  /** Blocks with label edges, which were resampled. */
  readonly blocks: number;
}

/**
 * Estimates by how many pixels all labels are shifted against a reference: the peak of the masked normalised
 * correlation between label edges and edges of the reference, to a fraction of a pixel, with percentile intervals
 * over resampled blocks. Ignored pixels (255) and pixels that are not valid have no weight.
 *
 * @remarks Exact shifts by whole pixels are found within 0.1 px, shifts by fractions within 0.3 px where edges are
 *   sharp; an image as reference needs edges that can be seen. Time in proportion to label edges × `maxShift`².
 * @throws {NoiseEstimationError} `SIZE_MISMATCH`, `SCHEME_MISMATCH`, `CLASS_UNKNOWN`, `VALUE_NOT_FINITE`,
 *   `NO_VALID_PIXELS`, `OPTIONS_REFUSED`; `ONE_CLASS` if the labels have no edge; `NOT_SUPPORTED` with the reason if there are too few
 *   blocks with edges, the best shift lies at the end of the search, or resamples do not agree on one peak.
 * @see {@link https://doi.org/10.1109/TIP.2011.2181402 | Padfield, Masked object registration in the Fourier domain, 2012}
 *
 * @example
 * ```ts
 * const { dx, dy } = estimateShift({ labels, reference: image }, { rng });
 * ```
 */
export function estimateShift(
  { labels, reference }: ShiftInput,
  { rng, ...options }: EstimateShiftOptions & { readonly rng: Rng },
): ShiftEstimate {
  const parsed = parsedOptions(EstimateShiftOptions, options);
  assertShiftInput(labels, reference);
  const classes = parsed.classes?.map((asked) => classIndexOf(labels.scheme, asked)) ?? null;
  const edges = labelEdges(labels, classes);
  assertEdges(edges);
  const sites = sitesOfBlocks(edges, blockGrid(labels, parsed.blockSize));
  assertEnoughBlocks("a shift", sites.length, LEAST_BLOCKS);
  const sharp = referenceEdges(reference, classes);
  const tried: string[] = [];
  for (const sigma of parsed.smoothing) {
    const found = shiftAt(sites, smoothed(sharp, sigma), {
      ...parsed,
      sigma,
      rng: rng.fork(`blur ${sigma}`),
    });
    if (typeof found !== "string") return withGround(labels, { ...found, smoothing: sigma });
    tried.push(`${found} with a blur of ${sigma} px`);
  }
  throw refusal(
    "a shift",
    `${tried.join("; ")}; give labels and a reference whose edges belong together, or a larger maxShift`,
    { tried, maxShift: parsed.maxShift },
  );
}

const LEAST_BLOCKS = 8;

function assertEdges({ strength }: EdgeMap): void {
  if (strength.includes(1)) return;
  throw new NoiseEstimationError("ONE_CLASS", {
    message:
      "labels have no edge between two classes, but a shift is seen at edges only; give labels with several classes",
    context: {},
  });
}

function withGround(labels: LabelMap, found: Omit<ShiftEstimate, "metres">): ShiftEstimate {
  const ground = groundSize(labels);
  const metres =
    ground === null ? null : Math.hypot(found.dx.value * ground.width, found.dy.value * ground.height);
  return Object.freeze({ ...found, metres });
}
