import * as z from "zod";

/** Options of `objectCorrection`. */
export const ObjectCorrectionOptions = z.strictObject({
  /** Class index that stands where no object is: what an omitted object is labelled as. */
  background: z.int().min(0).max(254).default(0),
  /** Share of the old weight in the teacher's, per step. */
  teacherDecay: z.number().min(0).lt(1).default(0.999),
  /**
   * `adaptive`: correction begins where the teacher's fit to the labels has slowed down, found by the trigger. Or a
   * number of steps after which it begins in any case.
   */
  from: z.union([z.literal("adaptive"), z.int().min(1)]).default("adaptive"),
  /** Steps that make up one point of the curve that the trigger looks at: the paper's epoch. */
  epochSteps: z.int().min(1).default(10),
  /** Lengths, in points, of the windows over which the slope of the curve is measured. */
  windows: z.array(z.int().min(3)).min(1).default([10, 20, 30, 40]),
  /** Points that a slowest place must be old before it counts. */
  patience: z.int().min(0).default(25),
  /** Earlier weights that are remembered, so that training can go back to the trigger. 0: it goes on from where it is. */
  snapshots: z.int().min(0).max(64).default(8),
  /** Half of the side of the box that softens the edges of added objects, in pixels; the paper's 5 × 5 is 2. */
  border: z.int().min(0).max(16).default(2),
});
/** Options of `objectCorrection`. */
export type ObjectCorrectionOptions = z.input<typeof ObjectCorrectionOptions>;
