/**
 * The option schemas of `@undercoat/noise-estimation`, for config files and command lines.
 *
 * @example
 * ```ts
 * import { FindLabelIssuesOptions } from "@undercoat/noise-estimation/options";
 *
 * FindLabelIssuesOptions.parse({ filter: "both" });
 * ```
 *
 * @packageDocumentation
 */
export { FindLabelIssuesOptions } from "./find-label-issues.ts";
export { PixelQualityOptions } from "./pixel-quality.ts";
