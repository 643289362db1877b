import { encodeLabels, IGNORE_INDEX, type LabelMap, wholeWindow } from "@undercoat/raster";
import { createGeoTiff } from "./create-geotiff.ts";
import { sampleTypeOf } from "./internal/samples-of.ts";
import type { GeoTiffFormatOptions } from "./write-options.ts";

/** Options of {@link writeLabelGeoTiff}. */
export interface WriteLabelGeoTiffOptions
  extends Pick<GeoTiffFormatOptions, "tileSize" | "compression" | "compressionLevel"> {
  /** The value written for ignored pixels, and the file's nodata value; default 255. */
  readonly ignoreValue?: number;
  /** Smaller copies, by the most frequent class or the first pixel; default `"none"`. */
  readonly overviews?: "mode" | "nearest" | "none";
  readonly signal?: AbortSignal;
}

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
  { ignoreValue = 255, ...options }: WriteLabelGeoTiffOptions = {},
): Promise<void> {
  const data = encodeLabels(labels, { ignoreValue });
  const { classes, name } = labels.scheme;
  const { width, height, geotransform, crs } = labels;
  const isTaken = classes.some(({ value }) => value === ignoreValue) && !labels.data.includes(IGNORE_INDEX);
  const hasPalette = data instanceof Uint8Array || data instanceof Uint16Array;
  const palette = classes.flatMap(({ value, colorHint }) =>
    colorHint === undefined ? [] : [{ value, color: colorHint }],
  );
  const writer = await createGeoTiff(path, {
    ...options,
    grid: { width, height, geotransform, crs },
    sampleType: sampleTypeOf(data),
    bandCount: 1,
    nodata: isTaken ? null : ignoreValue,
    bandNames: [name],
    classNames: classes.map((one) => ({ value: one.value, name: one.name })),
    ...(hasPalette && palette.length > 0 ? { palette } : {}),
  });
  await writer.write(wholeWindow(labels), { data, validity: null });
  await writer.finish();
}
