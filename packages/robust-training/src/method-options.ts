import * as z from "zod";
import { CoTeachingOptions } from "./co-teaching-options.ts";
import { ConfidenceSelectionOptions } from "./confidence-selection-options.ts";
import { CutMixOptions } from "./cut-mix-options.ts";
import { EarlyLearningMethodOptions } from "./early-learning-method-options.ts";
import { JointAgreementOptions } from "./joint-agreement-options.ts";
import { MixupOptions } from "./mixup-options.ts";
import { ObjectCorrectionOptions } from "./object-correction-options.ts";
import { ProgressiveStoppingOptions } from "./progressive-stopping-options.ts";
import { SmallLossOptions } from "./small-loss-options.ts";

/** Names of the methods that a config may give. */
export const MethodName = z.enum([
  "small-loss",
  "confidence-selection",
  "early-learning",
  "object-correction",
  "progressive-stopping",
  "co-teaching",
  "joint-agreement",
  "mixup",
  "cutmix",
]);
/** Names of the methods. */
export type MethodName = z.output<typeof MethodName>;

const name = <Name extends MethodName>(word: Name) => ({ name: z.literal(word) });

/** A method as a config names it: by a name alone, or by `name` and options. */
export const MethodOptions = z.union([
  MethodName,
  z.discriminatedUnion("name", [
    z.strictObject({ ...name("small-loss"), ...SmallLossOptions.shape }),
    z.strictObject({ ...name("confidence-selection"), ...ConfidenceSelectionOptions.shape }),
    z.strictObject({ ...name("early-learning"), ...EarlyLearningMethodOptions.shape }),
    z.strictObject({ ...name("object-correction"), ...ObjectCorrectionOptions.shape }),
    z.strictObject({
      ...name("progressive-stopping"),
      /** Omitted: decoder and head for 7/37 of the steps, then the head for 5/37, as the paper's 25, 7 and 5 epochs. */
      parts: ProgressiveStoppingOptions.shape.parts.optional(),
      seed: ProgressiveStoppingOptions.shape.seed,
    }),
    z.strictObject({ ...name("co-teaching"), ...CoTeachingOptions.shape }),
    z.strictObject({ ...name("joint-agreement"), ...JointAgreementOptions.shape }),
    z.strictObject({ ...name("mixup"), ...MixupOptions.shape }),
    z.strictObject({ ...name("cutmix"), ...CutMixOptions.shape }),
  ]),
]);
/** A method as a config names it. */
export type MethodOptions = z.input<typeof MethodOptions>;

/** The name of a method that options describe. */
export function methodNameOf(options: MethodOptions): MethodName {
  return typeof options === "string" ? options : options.name;
}
