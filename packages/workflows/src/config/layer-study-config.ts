import { FreezeRule } from "@undercoat/layer-analysis/options";
import * as z from "zod";

/** What a layer study compares beside weights, and when; see `RunConfig.layers.study`. */
export const LayerStudyConfig = z.strictObject({
  /** Steps of the pretraining after which models are compared, multiples of `checkpointEvery`; the last step always is. */
  steps: z.array(z.int().min(1)).default([]),
  /** Patches of the test windows on which activations are compared. */
  probePatches: z.int().min(1).default(20),
  /** Exchange groups between clean and noisy models, in one direction or both, and score them on the test windows. */
  swap: z.enum(["none", "noisy-into-clean", "both"]).default("both"),
  /** Put groups back to their initial weights and score. */
  rewind: z.boolean().default(false),
  /** Recompute running statistics on pretraining images after every exchange. */
  recalibrate: z.boolean().default(false),
  /** The score of exchanges and plans, higher is better. */
  score: z.enum(["averagePrecision", "iou", "bestIou"]).default("averagePrecision"),
  /** What `layers plan` takes and `layers plan --check` compares. */
  plan: z
    .strictObject({
      rules: z
        .array(FreezeRule)
        .min(1)
        .default(["divergence-ratio", "surgical", "auto-rgn", "lp-ft", "all", "none"]),
      /** Numbers of clean patches. */
      patches: z.array(z.int().min(1)).min(1).default([16]),
      /** What is kept of a pretrained model. */
      keep: z.enum(["encoder", "whole"]).default("encoder"),
      /** Measure whose ratios the rule `divergence-ratio` looks at. */
      measure: z.string().default("gaussian-weight-kl"),
      /** For `surgical`: where the shift is. */
      shift: z.enum(["input", "feature", "output"]).default("output"),
    })
    .prefault({}),
});
/** What a layer study compares, with defaults. */
export type LayerStudyConfig = z.output<typeof LayerStudyConfig>;
