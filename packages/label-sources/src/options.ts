/**
 * The schemas of `@undercoat/label-sources`, for config files and command lines.
 *
 * @example
 * ```ts
 * import { SchemeFile } from "@undercoat/label-sources/options";
 *
 * SchemeFile.parse({ name: "mine", classes: [{ value: 0, name: "other" }] });
 * ```
 *
 * @packageDocumentation
 */
export { OsmRules } from "./osm-rules.ts";
export { CrosswalkFile } from "./parse-crosswalk.ts";
export { SchemeFile } from "./parse-files.ts";
export { RuleLabelsOptions } from "./rule-labels.ts";
