/**
 * Reads windows of GeoTIFFs behind a structure check, and writes cloud optimised ones block by block.
 *
 * @example
 * ```ts
 * import { encodeGeoTiff, openGeoTiffBuffer } from "@undercoat/geotiff";
 *
 * const grid = { width: 2, height: 1, geotransform: null, crs: { kind: "unknown" } } as const;
 * const bytes = encodeGeoTiff({ grid, data: Int16Array.of(-1234, -9999), bandCount: 1, nodata: -9999 });
 * const { data, validity } = await (await openGeoTiffBuffer(bytes, "two pixels")).read();
 * ```
 *
 * @packageDocumentation
 */
export { type ConvertGeoTiffOptions, type ConvertReport, convertGeoTiff } from "./convert-geotiff.ts";
export {
  type CreateGeoTiffOptions,
  createGeoTiff,
  type GeoTiffWriter,
  type WrittenGeoTiff,
} from "./create-geotiff.ts";
export {
  type CreateLabelGeoTiffOptions,
  createLabelGeoTiff,
  type LabelGeoTiffWriter,
  type WriteLabelGeoTiffOptions,
} from "./create-label-geotiff.ts";
export { type EncodeGeoTiffParts, encodeGeoTiff } from "./encode-geotiff.ts";
export { GeoTiffError, type GeoTiffErrorCode, type GeoTiffErrorDetails, isGeoTiffError } from "./errors.ts";
export type { GeoTiffInfo } from "./geotiff-info.ts";
export type { IsolationOptions } from "./internal/isolated/isolation.ts";
export type { WebOptions } from "./internal/web/web-options.ts";
export type { PaletteEntry } from "./internal/writing/palette.ts";
export type { GivenBlock } from "./internal/writing/receive.ts";
export { type GeoTiffSource, openGeoTiff, openGeoTiffBuffer } from "./open-geotiff.ts";
export type { OpenGeoTiffOptions } from "./open-options.ts";
export {
  type BandInfo,
  type JsonNumber,
  type RasterInfo,
  type RasterInfoOptions,
  rasterInfo,
} from "./raster-info.ts";
export { writeLabelGeoTiff } from "./write-label-geotiff.ts";
export type { ClassName, GeoTiffFormatOptions } from "./write-options.ts";
