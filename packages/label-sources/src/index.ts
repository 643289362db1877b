/**
 * Class schemes of known land-cover products, crosswalks between them, and rules that make labels.
 *
 * @example
 * ```ts
 * import { crosswalk, labelSource } from "@undercoat/label-sources";
 *
 * const { scheme, licence, gaps } = labelSource("esa-worldcover");
 * const { pairs, ambiguous, lossy } = crosswalk("esa-worldcover", "dynamic-world");
 * ```
 *
 * @packageDocumentation
 */
export {
  type ApplyCrosswalkOptions,
  applyCrosswalk,
  type Crosswalk,
  type CrosswalkPair,
  type CrosswalkReport,
  crosswalk,
  crosswalkOf,
  knownCrosswalks,
  type PairKind,
} from "./crosswalk.ts";
export {
  isLabelSourceError,
  LabelSourceError,
  type LabelSourceErrorCode,
  type LabelSourceErrorDetails,
} from "./errors.ts";
export type { Citation, LabelSource } from "./label-source.ts";
export { labelSource, labelSources } from "./label-sources.ts";
export { osmRules } from "./osm-rule-sets.ts";
export { classifyTags, type OsmClass, OsmRules, osmScheme, parseWidth } from "./osm-rules.ts";
export { parseOsmRules, parseScheme, SchemeFile } from "./parse-files.ts";
export { type RuleLabels, RuleLabelsOptions, ruleLabels } from "./rule-labels.ts";
