/**
 * The option schemas of `@undercoat/layer-analysis`, without TensorFlow.js.
 *
 * @example
 * ```ts
 * import { HistogramKlOptions } from "@undercoat/layer-analysis/options";
 *
 * const { bins } = HistogramKlOptions.parse({}); // 64
 * ```
 *
 * @packageDocumentation
 */
export { ActivationHistogramOptions, ChannelSoftmaxOptions } from "./activation-options.ts";
export { FreezeRule } from "./freeze-rule.ts";
export { HistogramKlOptions } from "./histogram-kl-options.ts";
export { PlannedTuning } from "./planned-tuning.ts";
