import { type ClassScheme, encodeLabels, type Grid, type LabelMap, type Window } from "@undercoat/raster";
import { createGeoTiff, type WrittenGeoTiff } from "./create-geotiff.ts";
import { sampleTypeOf } from "./internal/samples-of.ts";
import { notWritable } from "./internal/writing/spec-checks.ts";
import type { GeoTiffFormatOptions } from "./write-options.ts";

/** Options of {@link createLabelGeoTiff} and {@link writeLabelGeoTiff}. */
export interface WriteLabelGeoTiffOptions
  extends Pick<GeoTiffFormatOptions, "tileSize" | "compression" | "compressionLevel"> {
  /** The value written for ignored pixels, and the file's nodata value; default 255. */
  readonly ignoreValue?: number;
  /** Smaller copies, by the most frequent class or the first pixel; default `"none"`. */
  readonly overviews?: "mode" | "nearest" | "none";
  readonly signal?: AbortSignal;
}

/** Options of {@link createLabelGeoTiff}. */
export interface CreateLabelGeoTiffOptions extends WriteLabelGeoTiffOptions {
  /** Size and place of the whole file. */
  readonly grid: Grid;
  readonly scheme: ClassScheme;
}

/** A label GeoTIFF that is being written. */
export interface LabelGeoTiffWriter {
  readonly path: string;
  readonly tileSize: number;
  /** Writes the labels of a window: any window, in any order, every pixel once. Windows of whole tiles are quickest. */
  write(window: Window, labels: Pick<LabelMap, "data" | "scheme">): Promise<void>;
  /** Puts the file together and gives it its name. */
  finish(): Promise<WrittenGeoTiff>;
  /** Removes what was written; a file that was there stays. Does nothing after `finish`. */
  abort(): Promise<void>;
}

/**
 * Begins a label GeoTIFF that is written window by window, so that memory does not depend on its size; it is the file
 * that {@link writeLabelGeoTiff} makes of the whole.
 *
 * @throws {GeoTiffError} `NOT_WRITABLE`, `OPTION_REFUSED`; from `write` also `NOT_WRITABLE` for labels of another scheme,
 *   and what {@link createGeoTiff} throws.
 * @throws {RasterError} `IGNORE_VALUE_TAKEN`, from `write`, if a pixel is ignored and a class has the ignore value.
 * @throws {FilesError} As `createFileAtomic`, for example `DISK_FULL`. Any error removes what was written.
 *
 * @example
 * ```ts
 * const writer = await createLabelGeoTiff("labels.tif", { grid, scheme });
 * for (const window of tileWindows(grid, { width: 4096, height: 512 })) await writer.write(window, burner.burn(window));
 * await writer.finish();
 * ```
 */
export async function createLabelGeoTiff(
  path: string,
  { grid, scheme, ignoreValue = 255, ...options }: CreateLabelGeoTiffOptions,
): Promise<LabelGeoTiffWriter> {
  const { width, height, geotransform, crs } = grid;
  const sampleType = sampleTypeOf(encodeLabels({ data: new Uint8Array(0), scheme }, { ignoreValue }));
  const isTaken = scheme.classes.some(({ value }) => value === ignoreValue); // then no pixel may be ignored
  const hasPalette = sampleType === "uint8" || sampleType === "uint16";
  const palette = scheme.classes.flatMap(({ value, colorHint }) =>
    colorHint === undefined ? [] : [{ value, color: colorHint }],
  );
  const writer = await createGeoTiff(path, {
    ...options,
    grid: { width, height, geotransform, crs },
    sampleType,
    bandCount: 1,
    nodata: isTaken ? null : ignoreValue,
    bandNames: [scheme.name],
    classNames: scheme.classes.map(({ value, name }) => ({ value, name })),
    ...(hasPalette && palette.length > 0 ? { palette } : {}),
  });
  return Object.freeze({
    ...writer,
    write: async (window: Window, labels: Pick<LabelMap, "data" | "scheme">) => {
      try {
        if (!haveSameValues(labels.scheme, scheme))
          throw notWritable(
            grid,
            `it was begun with class scheme "${scheme.name}", but got labels of "${labels.scheme.name}", whose class values differ; pass labels of one scheme`,
          );
        await writer.write(window, { data: encodeLabels(labels, { ignoreValue }), validity: null });
      } catch (cause) {
        await writer.abort();
        throw cause;
      }
    },
  });
}

function haveSameValues({ classes: some }: ClassScheme, { classes: others }: ClassScheme): boolean {
  return some.length === others.length && some.every(({ value }, index) => value === others[index]?.value);
}
