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
  type CrosswalkReport,
} from "./apply-crosswalk.ts";
export { composeCrosswalks } from "./compose-crosswalks.ts";
export {
  type Crosswalk,
  type CrosswalkPair,
  crosswalk,
  crosswalkOf,
  knownCrosswalks,
  type PairKind,
} from "./crosswalk.ts";
export { type CrosswalkDecisions, decideCrosswalk } from "./decide-crosswalk.ts";
export {
  isLabelSourceError,
  LabelSourceError,
  type LabelSourceErrorCode,
  type LabelSourceErrorDetails,
} from "./errors.ts";
export type { Citation, LabelSource } from "./label-source.ts";
export { labelSource, labelSources } from "./label-sources.ts";
export { type OsmClassifier, type OsmReport, osmClassifier, type TagCount } from "./osm-classifier.ts";
export { osmRuleNames, osmRules } from "./osm-rule-sets.ts";
export {
  classifyTags,
  isUnderground,
  type OsmClass,
  OsmRules,
  osmScheme,
  parseWidth,
} from "./osm-rules.ts";
export { CrosswalkFile, type ParseCrosswalkOptions, parseCrosswalk } from "./parse-crosswalk.ts";
export { parseLabelSource, parseOsmRules, parseScheme, SchemeFile } from "./parse-files.ts";
export { type RuleLabels, RuleLabelsOptions, ruleLabels } from "./rule-labels.ts";
