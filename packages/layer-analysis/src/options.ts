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
export { HistogramKlOptions } from "./histogram-kl-options.ts";
