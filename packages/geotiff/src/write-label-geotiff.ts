import { type LabelMap, wholeWindow } from "@undercoat/raster";
import { createLabelGeoTiff, type WriteLabelGeoTiffOptions } from "./create-label-geotiff.ts";

/**
 * Writes a label map as a GeoTIFF of one band of class values, whole or not at all. Ignored pixels become
 * `ignoreValue`, which is also the file's nodata value where a pixel is ignored or no class has that value.
 * Classes with a `colorHint` get their colour; the names of all stand in the file, and in `<path>.aux.xml`, where
 * GDAL and QGIS look for them.
 *
 * @throws {RasterError} `IGNORE_VALUE_TAKEN` if a pixel is ignored and a class has the ignore value.
 * @throws {GeoTiffError} `NOT_WRITABLE`, `OPTION_REFUSED`
 * @throws {FilesError} As `createFileAtomic`, for example `DISK_FULL`.
 *
 * @example
 * ```ts
 * await writeLabelGeoTiff("predicted.tif", labels, { overviews: "mode" });
 * ```
 */
export async function writeLabelGeoTiff(
  path: string,
  labels: LabelMap,
  options: WriteLabelGeoTiffOptions = {},
): Promise<void> {
  const writer = await createLabelGeoTiff(path, { ...options, grid: labels, scheme: labels.scheme });
  await writer.write(wholeWindow(labels), labels);
  await writer.finish();
}
