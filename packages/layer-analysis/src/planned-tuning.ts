import * as z from "zod";

const Groups = z.record(
  z.string(),
  z.union([z.literal("frozen"), z.strictObject({ lrScale: z.number().positive() })], {
    error: '"frozen" or { lrScale: a number above 0 }',
  }),
);

/** How a model is tuned on clean patches, as data: what is kept, what is drawn anew, and what may move when. */
export const PlannedTuning = z
  .strictObject({
    /** What is taken from the pretrained model: its encoder under a new decoder, or the whole of it. */
    keep: z.enum(["encoder", "whole"]),
    /** Layer groups, or prefixes, that get new initial weights before training. */
    reinitialise: z.array(z.string()).default([]),
    /** One training after the other; each has its share of the steps and a schedule of its own. */
    phases: z
      .array(
        z.strictObject({
          /** Share of the steps; all shares sum to 1. */
          share: z.number().positive().max(1),
          /** Layer group or prefix to its treatment; groups that no key names are trained at scale 1. */
          groups: Groups,
        }),
      )
      .min(1),
  })
  .refine(({ phases }) => Math.abs(phases.reduce((sum, { share }) => sum + share, 0) - 1) < 1e-9, {
    path: ["phases"],
    message: "the shares of the phases must sum to 1",
  });
/** How a model is tuned on clean patches, see the schema. */
export type PlannedTuning = z.output<typeof PlannedTuning>;
