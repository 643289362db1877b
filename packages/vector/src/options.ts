/**
 * The option schemas of `@undercoat/vector`, for config files and command lines.
 *
 * @example
 * ```ts
 * import { OpenVectorOptions } from "@undercoat/vector/options";
 *
 * OpenVectorOptions.parse({ crs: "EPSG:32618" }); // broken: "refuse"
 * ```
 *
 * @packageDocumentation
 */
export { BurnRuleOptions } from "./burn-rule-options.ts";
export { CrsOption, OpenVectorOptions } from "./open-options.ts";
export { PolygonizeOptions } from "./polygonize-options.ts";
export { ReprojectOptions } from "./reproject-options.ts";
export { WriteFlatGeobufOptions, WriteGeoJsonOptions } from "./write-options.ts";
