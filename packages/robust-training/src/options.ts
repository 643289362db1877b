/**
 * Option schemas of the methods, without TensorFlow.js.
 *
 * @example
 * ```ts
 * import { SmallLossOptions } from "@undercoat/robust-training/options";
 *
 * const options = SmallLossOptions.parse({ noiseRate: 0.3 });
 * ```
 *
 * @packageDocumentation
 */

export { CoTeachingOptions } from "./co-teaching-options.ts";
export { ConfidenceSelectionOptions } from "./confidence-selection-options.ts";
export { CutMixOptions } from "./cut-mix-options.ts";
export { EarlyLearningMethodOptions } from "./early-learning-method-options.ts";
export { JointAgreementOptions } from "./joint-agreement-options.ts";
export { MethodName, MethodOptions, methodNameOf } from "./method-options.ts";
export { MixupOptions } from "./mixup-options.ts";
export { ObjectCorrectionOptions } from "./object-correction-options.ts";
export { ProgressiveStoppingOptions } from "./progressive-stopping-options.ts";
export { SmallLossOptions } from "./small-loss-options.ts";
