import { writeFileAtomic } from "@undercoat/files";
import { encodeLabels, IGNORE_INDEX, type LabelMap } from "@undercoat/raster";
import { encodeGeoTiff } from "./encode-geotiff.ts";

/** Options of {@link writeLabelGeoTiff}. */
export interface WriteLabelGeoTiffOptions {
  /** The value written for ignored pixels, and the file's nodata value; default 255. */
  readonly ignoreValue?: number;
}

/**
 * Writes a label map as a GeoTIFF of one band of class values, whole or not at all. Ignored pixels become
 * `ignoreValue`, which is also the file's nodata value where a pixel is ignored or no class has that value.
 * Classes with a `colorHint` get their colour.
 *
 * @throws {RasterError} `IGNORE_VALUE_TAKEN` if a pixel is ignored and a class has the ignore value.
 * @throws {GeoTiffError} `NOT_WRITABLE`
 * @throws {FilesError} As `writeFileAtomic`, for example `DISK_FULL`.
 *
 * @example
 * ```ts
 * await writeLabelGeoTiff("predicted.tif", labels);
 * ```
 */
export async function writeLabelGeoTiff(
  path: string,
  labels: LabelMap,
  { ignoreValue = 255 }: WriteLabelGeoTiffOptions = {},
): Promise<void> {
  const data = encodeLabels(labels, { ignoreValue });
  const { classes, name } = labels.scheme;
  const isTaken = classes.some(({ value }) => value === ignoreValue) && !labels.data.includes(IGNORE_INDEX);
  const hasPalette = data instanceof Uint8Array || data instanceof Uint16Array;
  const palette = classes.flatMap(({ value, colorHint }) =>
    colorHint === undefined ? [] : [{ value, color: colorHint }],
  );
  const bytes = encodeGeoTiff({
    grid: labels,
    data,
    bandCount: 1,
    nodata: isTaken ? null : ignoreValue,
    bandNames: [name],
    ...(hasPalette && palette.length > 0 ? { palette } : {}),
  });
  await writeFileAtomic(path, bytes);
}
