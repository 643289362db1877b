import { IGNORE_INDEX } from "@undercoat/raster";
import * as z from "zod";
import { confidentJoint, countJoint } from "./confident-joint.ts";
import { confidentThresholds } from "./confident-thresholds.ts";
import { contradictedPixels } from "./contradicted-pixels.ts";
import { NoiseEstimationError } from "./errors.ts";
import { lowest } from "./internal/lowest.ts";
import { parsedOptions } from "./internal/parsed-options.ts";
import { bestClasses } from "./internal/pixel-classes.ts";
import { pruneCounts } from "./internal/prune-counts.ts";
import type { LabelledPixels } from "./labelled-pixels.ts";
import { pixelQuality } from "./pixel-quality.ts";

/** Options of {@link findLabelIssues}. */
export const FindLabelIssuesOptions = z.strictObject({
  /**
   * `prune-by-class`: of each label, as many as the joint calls wrong, lowest p of the label first.
   * `prune-by-noise-rate`: for each pair of classes, as many as the joint says, largest margin first. `both`: in both.
   * `confident-learning`: confident pixels that look like another class. `predicted-neq-given`: the most probable
   * class is another. `low-self-confidence`, `low-normalised-margin`: the lowest scores, as many as
   * `confident-learning` finds. `segmentation`: the lowest p of the label, as many as confidently look like another
   * class; cleanlab.segmentation's rule.
   */
  filter: z
    .enum([
      "prune-by-class",
      "prune-by-noise-rate",
      "both",
      "confident-learning",
      "predicted-neq-given",
      "low-self-confidence",
      "low-normalised-margin",
      "segmentation",
    ])
    .default("prune-by-noise-rate"),
  /** Share of the estimated noise to look for, for the two filters that prune. */
  share: z.number().positive().max(1).default(1),
  /**
   * `counts[clean][noisy]` of the {@link confidentJoint} that says how many, for the two filters that prune.
   * Default: that of the given pixels.
   */
  counts: z
    .array(z.array(z.int().min(0)).readonly())
    .readonly()
    .optional(),
});
/** Options of {@link findLabelIssues}. */
export type FindLabelIssuesOptions = z.input<typeof FindLabelIssuesOptions>;
type Filter = z.output<typeof FindLabelIssuesOptions>["filter"];

/** Pixels whose label is doubtful. */
export interface LabelIssues {
  readonly filter: Filter;
  /** 1 where the label is doubtful. */
  readonly flags: Uint8Array;
  readonly count: number;
  /** Most probable class of each pixel; 255 where the pixel is ignored. */
  readonly suggested: Uint8Array;
}

/**
 * Finds the pixels whose label contradicts their out-of-fold probabilities.
 *
 * @remarks Holds all given pixels: about 10 bytes beside each. Equal to cleanlab 2.9 `filter.find_label_issues`, except
 *   that among pixels of equal score the first are taken.
 * @throws {NoiseEstimationError} what {@link countJoint} throws.
 * @see {@link https://arxiv.org/abs/1911.00068 | Northcutt et al., JAIR 2021}, section 3.2
 *
 * @example
 * ```ts
 * const { flags, suggested } = findLabelIssues(pixels, { filter: "both" });
 * ```
 */
export function findLabelIssues(pixels: LabelledPixels, options: FindLabelIssuesOptions = {}): LabelIssues {
  const { filter, share, counts = null } = parsedOptions(FindLabelIssuesOptions, options);
  const suggested = bestClasses(pixels);
  if (counts !== null) assertSquare(counts, pixels.classes);
  const doubted = PRUNING.has(filter)
    ? pruneCounts(counts ?? confidentJoint(countJoint(pixels)).counts, share)
    : [];
  const flags = FINDERS[filter](pixels, suggested, doubted);
  return Object.freeze({ filter, flags, count: total(flags), suggested });
}

type Finder = (
  pixels: LabelledPixels,
  best: Uint8Array,
  doubted: readonly (readonly number[])[],
) => Uint8Array;

const PRUNING: ReadonlySet<Filter> = new Set(["prune-by-class", "prune-by-noise-rate", "both"]);

const FINDERS: Readonly<Record<Filter, Finder>> = {
  "prune-by-class": (pixels, best, doubted) => released(pruneByClass(pixels, doubted), pixels, best),
  "prune-by-noise-rate": (pixels, best, doubted) => released(pruneByNoiseRate(pixels, doubted), pixels, best),
  both: (pixels, best, doubted) => {
    const second = pruneByNoiseRate(pixels, doubted);
    return released(
      pruneByClass(pixels, doubted).map((flag, pixel) => flag & second[pixel]!),
      pixels,
      best,
    );
  },
  "confident-learning": contradicted,
  "predicted-neq-given": (pixels, best) => best.map((k, pixel) => (k === pixels.labels[pixel] ? 0 : 1)),
  "low-self-confidence": (pixels) => flagLowest(pixels, "self-confidence", total(contradicted(pixels))),
  "low-normalised-margin": (pixels) => flagLowest(pixels, "normalised-margin", total(contradicted(pixels))),
  segmentation: (pixels, best) =>
    released(flagLowest(pixels, "self-confidence", confidentlyOther(pixels, best)), pixels, best),
};

/** Of each label, the pixels with the lowest probability of it. */
function pruneByClass(pixels: LabelledPixels, counts: readonly (readonly number[])[]): Uint8Array {
  const { labels, probabilities, classes } = pixels;
  const flags = new Uint8Array(labels.length);
  for (let label = 0; label < classes; label++) {
    const members = pixelsOf(labels, label);
    if (members.length < 2) continue; // one pixel is left in every class
    const scores = Float64Array.from(members, (pixel) => probabilities[pixel * classes + label]!);
    for (const at of lowest(scores, members.length - counts[label]![label]!)) flags[members[at]!] = 1;
  }
  return flags;
}

/** For each pair of classes, the pixels that look most like the other class rather than their label. */
function pruneByNoiseRate(pixels: LabelledPixels, counts: readonly (readonly number[])[]): Uint8Array {
  const { labels, probabilities, classes } = pixels;
  const flags = new Uint8Array(labels.length);
  for (let label = 0; label < classes; label++) {
    const members = pixelsOf(labels, label);
    if (members.length < 2) continue;
    for (let clean = 0; clean < classes; clean++) {
      const wanted = clean === label ? 0 : counts[clean]![label]!;
      if (wanted === 0) continue;
      const margins = Float64Array.from(
        members,
        (pixel) => probabilities[pixel * classes + label]! - probabilities[pixel * classes + clean]!,
      );
      for (const at of lowest(margins, wanted)) flags[members[at]!] = 1;
    }
  }
  return flags;
}

function contradicted(pixels: LabelledPixels): Uint8Array {
  const first = confidentThresholds(pixels.classes);
  first.update(pixels);
  return contradictedPixels(pixels, first.thresholds()).map((k) => (k === IGNORE_INDEX ? 0 : 1));
}

/** Pixels whose most probable class is not their label, and reaches its threshold; a class without label has none. */
function confidentlyOther(pixels: LabelledPixels, best: Uint8Array): number {
  const { labels, probabilities, classes } = pixels;
  const first = confidentThresholds(classes);
  first.update(pixels);
  const bounds = first.thresholds().map((bound) => (bound > 1 ? 0 : bound - 1e-6));
  let count = 0;
  for (let pixel = 0; pixel < labels.length; pixel++) {
    const k = best[pixel]!;
    if (k !== labels[pixel] && probabilities[pixel * classes + k]! >= bounds[k]!) count += 1;
  }
  return count;
}

function flagLowest(
  pixels: LabelledPixels,
  method: "self-confidence" | "normalised-margin",
  count: number,
): Uint8Array {
  const members = labelledPixels(pixels.labels);
  const quality = pixelQuality(pixels, { method });
  const flags = new Uint8Array(pixels.labels.length);
  const scores = Float64Array.from(members, (pixel) => quality[pixel]!);
  for (const at of lowest(scores, count)) flags[members[at]!] = 1;
  return flags;
}

/** Clears the flags of pixels whose most probable class is their label. */
function released(flags: Uint8Array, { labels }: LabelledPixels, best: Uint8Array): Uint8Array {
  return flags.map((flag, pixel) => (best[pixel] === labels[pixel] ? 0 : flag));
}

function pixelsOf(labels: Uint8Array, label: number): Uint32Array {
  return Uint32Array.from(positions(labels, (index) => index === label));
}

function labelledPixels(labels: Uint8Array): Uint32Array {
  return Uint32Array.from(positions(labels, (index) => index !== IGNORE_INDEX));
}

function* positions(labels: Uint8Array, wanted: (index: number) => boolean): Generator<number> {
  for (let pixel = 0; pixel < labels.length; pixel++) if (wanted(labels[pixel]!)) yield pixel;
}

function total(flags: Uint8Array): number {
  return flags.reduce((sum, flag) => sum + flag, 0);
}

function assertSquare(counts: readonly (readonly number[])[], classes: number): void {
  if (counts.length === classes && counts.every((row) => row.length === classes)) return;
  throw new NoiseEstimationError("SIZE_MISMATCH", {
    message: `counts are ${counts.length}×${counts[0]?.length ?? 0}, but the pixels have ${classes} classes; give counts[clean][noisy] of the same scheme`,
    context: { rows: counts.length, classes },
  });
}
