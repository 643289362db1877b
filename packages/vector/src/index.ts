/**
 * Vector labels: GeoJSON, FlatGeobuf and OpenStreetMap data, burnt into label maps and traced back.
 *
 * @example
 * ```ts
 * import { collectFeatures, openVector, rasterize, reprojectFeatures } from "@undercoat/vector";
 *
 * const source = await openVector("buildings.geojson");
 * const buildings = await collectFeatures(reprojectFeatures(source.features(), { to: grid.crs }));
 * const labels = rasterize(buildings, { grid, scheme, burn: () => ({ classIndex: 1 }) });
 * ```
 *
 * @packageDocumentation
 */

export { burnRule } from "./burn-rule.ts";
export { BurnRuleOptions } from "./burn-rule-options.ts";
export { collectFeatures } from "./collect-features.ts";
export { isVectorError, VectorError, type VectorErrorCode, type VectorErrorDetails } from "./errors.ts";
export type { Feature, Geometry, Line, Position, Properties } from "./feature.ts";
export { type Burn, type LabelBurner, labelBurner, type RasterizeOptions } from "./label-burner.ts";
export { CrsOption, OpenVectorOptions } from "./open-options.ts";
export { openVector } from "./open-vector.ts";
export { type Polygonized, polygonize } from "./polygonize.ts";
export { PolygonizeOptions } from "./polygonize-options.ts";
export {
  type LabelStrip,
  type PolygonizeStripsOptions,
  polygonizeStrips,
  type StripRegion,
} from "./polygonize-strips.ts";
export { rasterize } from "./rasterize.ts";
export { type ReprojectedStream, reprojectFeatures } from "./reproject-features.ts";
export { ReprojectOptions } from "./reproject-options.ts";
export type {
  FeatureStream,
  FeaturesRequest,
  LeftOut,
  ReadReport,
  VectorFormat,
  VectorSource,
} from "./vector-source.ts";
export { writeFlatGeobuf } from "./write-flatgeobuf.ts";
export { writeGeoJson, writeGeoJsonLines } from "./write-geojson.ts";
export { WriteFlatGeobufOptions, WriteGeoJsonOptions } from "./write-options.ts";
export type { WriteReport } from "./write-report.ts";
