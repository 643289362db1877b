import type { Rng } from "@undercoat/random";
import type { Window } from "@undercoat/raster";
import * as z from "zod";
import { parsedOptions } from "../internal/parsed-options.ts";
import type { ShiftInput } from "./estimate-shift.ts";
import { assertShiftInput, chosenClasses } from "./internal/checks.ts";
import { labelEdges, referenceEdges } from "./internal/edges.ts";
import { shiftOfObject } from "./internal/object-shift.ts";
import { type LabelObject, objectsOf } from "./internal/objects.ts";
import type { NoEstimate } from "./internal/refusal.ts";
import type { IntervalEstimate } from "./internal/resample.ts";
import { smoothed } from "./internal/smoothed.ts";

/** Options of {@link objectShifts}. */
export const ObjectShiftsOptions = z.strictObject({
  /** Largest shift of an object against `around` that is looked for, in pixels. */
  maxShift: z.int().min(2).max(64).default(16),
  /** The shift that all labels have, `[right, down]` in pixels, around which objects are looked for. */
  around: z.tuple([z.number(), z.number()]).default([0, 0]),
  /** Names or indices of the classes whose objects are meant; all but `background` where left out. */
  classes: z
    .array(z.union([z.string().min(1), z.int().min(0)]))
    .min(1)
    .optional(),
  /** Name or index of the class between objects. */
  background: z.union([z.string().min(1), z.int().min(0)]).default(0),
  /** Standard deviation in pixels by which the reference's edges are blurred. */
  smoothing: z.number().min(0.5).max(32).default(1.5),
  /** Objects of fewer pixels have no estimate. */
  minPixels: z.int().min(4).default(16),
  /** Least correlation of an object's outline with the reference's edges. */
  minScore: z.number().min(0).max(1).default(0.25),
  /** How often stretches of an outline are resampled. */
  resamples: z.int().min(50).default(100),
  /** Share of such intervals that hold the shift. */
  level: z.number().gt(0).lt(1).default(0.95),
});
/** Options of {@link objectShifts}. */
export type ObjectShiftsOptions = z.input<typeof ObjectShiftsOptions>;

/** One object of the labels and its own shift. */
export interface ObjectShift {
  readonly classIndex: number;
  /** Pixels of the object. */
  readonly pixels: number;
  /** Mean column and row. */
  readonly centre: readonly [number, number];
  readonly box: Window;
  readonly shift: OneShift | NoEstimate;
}

/** Shift of one object against the reference, in pixels: right and down. */
export interface OneShift {
  readonly kind: "shift";
  readonly dx: IntervalEstimate;
  readonly dy: IntervalEstimate;
  /** Correlation of the object's outline with the reference's edges there, −1 to 1. */
  readonly score: number;
}

/**
 * The shift of every object of the labels against the reference, in pixels: the peak of the masked normalised
 * correlation of the object's outline with the reference's edges around it, with percentile intervals over
 * resampled stretches of the outline. An object without a counterpart has no estimate, and the reason.
 *
 * @remarks Exact within 0.5 px for objects that are shifted but not reshaped. Among objects that stand closer than
 *   `maxShift`, a neighbour's outline may fit better: give `around`, and a smaller `maxShift`. Time in proportion to
 *   outlines × `maxShift`².
 * @throws {NoiseEstimationError} `SIZE_MISMATCH`, `SCHEME_MISMATCH`, `CLASS_UNKNOWN`, `VALUE_NOT_FINITE`,
 *   `NO_VALID_PIXELS`, `OPTIONS_REFUSED`.
 * @see {@link https://doi.org/10.1109/TIP.2011.2181402 | Padfield, Masked object registration in the Fourier domain, 2012}
 *
 * @example
 * ```ts
 * const shifts = objectShifts({ labels, reference: clean }, { rng, around: [12, -3], maxShift: 8 });
 * ```
 */
export function objectShifts(
  { labels, reference }: ShiftInput,
  { rng, ...options }: ObjectShiftsOptions & { readonly rng: Rng },
): ObjectShift[] {
  const parsed = parsedOptions(ObjectShiftsOptions, options);
  assertShiftInput(labels, reference);
  const { classes } = chosenClasses(labels.scheme, parsed);
  const edges = labelEdges(labels, classes);
  const blurred = smoothed(referenceEdges(reference, classes), parsed.smoothing);
  return objectsOf(labels, classes).map((object, index) => {
    const search = { ...parsed, rng: rng.fork(`object ${index}`) };
    return described(object, shiftOfObject(object, { edges, reference: blurred }, search));
  });
}

function described(
  { classIndex, pixels, centre, box }: LabelObject,
  shift: OneShift | NoEstimate,
): ObjectShift {
  return Object.freeze({ classIndex, pixels: pixels.length, centre, box, shift });
}
