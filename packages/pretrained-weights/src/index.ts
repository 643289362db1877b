/**
 * Published encoder weights with what is known of them, and their download with checksum and resume.
 *
 * @example
 * ```ts
 * import { fetchWeights, PRETRAINED_WEIGHTS } from "@undercoat/pretrained-weights";
 *
 * console.log(PRETRAINED_WEIGHTS.map(({ name, licence }) => `${name}: ${licence}`));
 * const { file } = await fetchWeights("resnet18-sentinel2-all-moco", { folder: "weights" });
 * ```
 *
 * @packageDocumentation
 */
export {
  isPretrainedWeightsError,
  PretrainedWeightsError,
  type PretrainedWeightsErrorCode,
  type PretrainedWeightsErrorDetails,
} from "./errors.ts";
export { type FetchedWeights, type FetchWeightsOptions, fetchWeights } from "./fetch-weights.ts";
export { findWeights } from "./find-weights.ts";
export type { PretrainedWeights, WeightNormalisation, WeightSources } from "./pretrained-weights.ts";
export { PRETRAINED_WEIGHTS } from "./weight-registry-table.ts";
