/**
 * Reads windows of GeoTIFFs behind a structure check, and writes label maps back.
 *
 * @packageDocumentation
 */
export { GeoTiffError, type GeoTiffErrorCode, type GeoTiffErrorDetails, isGeoTiffError } from "./errors.ts";
export type { GeoTiffInfo } from "./geotiff-info.ts";
export {
  type GeoTiffSource,
  type OpenGeoTiffOptions,
  openGeoTiff,
  openGeoTiffBuffer,
} from "./open-geotiff.ts";
