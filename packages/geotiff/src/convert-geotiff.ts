import type { RasterSource, Window } from "@undercoat/raster";
import {
  type CreateGeoTiffOptions,
  createGeoTiff,
  type GeoTiffWriter,
  type WrittenGeoTiff,
} from "./create-geotiff.ts";
import { assertKnown } from "./internal/option-checks.ts";
import { bytesPerSample } from "./internal/samples-of.ts";
import { holds } from "./internal/writing/spec-checks.ts";
import type { GeoTiffSource } from "./open-geotiff.ts";

/** Options of {@link convertGeoTiff}: how the new file is stored. What it says comes from the source. */
export type ConvertGeoTiffOptions = Pick<
  CreateGeoTiffOptions,
  | "tileSize"
  | "compression"
  | "compressionLevel"
  | "predictor"
  | "interleave"
  | "overviews"
  | "sparse"
  | "bigTiff"
  | "signal"
>;

/** How far a conversion is. */
export interface ConvertReport {
  readonly rowsDone: number;
  readonly rows: number;
  /** What became of the file, in the last report; null before. */
  readonly written: WrittenGeoTiff | null;
}

const OPTIONS = [
  "tileSize",
  "compression",
  "compressionLevel",
  "predictor",
  "interleave",
  "overviews",
  "sparse",
  "bigTiff",
  "signal",
];

/** Bytes of samples that are read at a time. */
const BYTES_AT_ONCE = 2 ** 25;

/**
 * Copies any source that can be read into a cloud optimised GeoTIFF: every sample, place and CRS, nodata and
 * validity, band names, colours, class names, scales and offsets, and alpha. Overviews are made anew: `"mode"` for a
 * source with colours or names of values, `"average"` for others, unless asked for. Iterate to do the work: every
 * pass writes the file once, a report for every piece; leaving early, or an error, leaves the file as it was. The
 * source stays open.
 *
 * @throws {GeoTiffError} As `createGeoTiff`, and as `read` of the source.
 * @remarks Memory depends on the blocks of the source, not on its size. Samples are those that the source gives: a
 *   source opened with `scaled: true` becomes a file of float64 without scales.
 *
 * @example
 * ```ts
 * const source = await openGeoTiff("old.tif");
 * for await (const { rowsDone, rows } of convertGeoTiff(source, "new.tif", { compression: "zstd" })) show(rowsDone / rows);
 * await source.close();
 * ```
 */
export function convertGeoTiff(
  source: RasterSource | GeoTiffSource,
  path: string,
  options: ConvertGeoTiffOptions = {},
): AsyncIterable<ConvertReport> {
  assertKnown(options, OPTIONS);
  return { [Symbol.asyncIterator]: () => reports(source, path, options) };
}

async function* reports(
  source: RasterSource | GeoTiffSource,
  path: string,
  options: ConvertGeoTiffOptions,
): AsyncGenerator<ConvertReport> {
  const { signal } = options;
  const writer = await createGeoTiff(path, optionsFor(source, options));
  let isDone = false;
  try {
    const { height: rows } = source;
    let rowsDone = 0;
    for (const window of windowsOf(source, writer)) {
      const block = await source.read({ window, ...(signal ? { signal } : {}) });
      await writer.write(window, block);
      if (window.x + window.width < source.width) continue;
      rowsDone = window.y + window.height;
      if (rowsDone < rows) yield { rowsDone, rows, written: null };
    }
    const written = await writer.finish();
    isDone = true;
    yield { rowsDone, rows, written };
  } finally {
    if (!isDone) await writer.abort();
  }
}

function optionsFor(
  source: RasterSource | GeoTiffSource,
  options: ConvertGeoTiffOptions,
): CreateGeoTiffOptions {
  const { width, height, geotransform, crs, sampleType, nodata, bands } = source;
  const isOurs = "info" in source;
  const hasClasses = isOurs && (source.palette !== null || source.classNames !== null);
  return {
    overviews: hasClasses ? "mode" : "average",
    ...options,
    grid: { width, height, geotransform, crs },
    sampleType,
    bandCount: bands.length,
    nodata:
      nodata !== null && holds(sampleType, sampleType === "float32" ? Math.fround(nodata) : nodata)
        ? nodata
        : null, // else no sample equals it
    bandNames: bands.map(({ name }) => name),
    ...(isOurs ? ownOptions(source) : {}),
  };
}

/** What a source gives as red, green and blue. */
const COLOURS: readonly string[] = ["RGB", "YCbCr", "CMYK"];

/** What only a GeoTIFF knows. Its validity image is kept as one, so that no sample is changed. */
function ownOptions(source: GeoTiffSource): Partial<CreateGeoTiffOptions> {
  const { info, palette, classNames, sampleType, bands } = source;
  const alpha = info.photometric === "CMYK" ? bands.length : source.alpha; // CMYK is given as RGBA
  const hasPalette =
    palette !== null && bands.length === 1 && (sampleType === "uint8" || sampleType === "uint16");
  const isUnsigned = sampleType.startsWith("uint");
  const isRgb = COLOURS.includes(info.photometric) && isUnsigned && bands.length >= 3;
  return {
    photometric: isRgb ? "rgb" : "grey",
    ...(alpha === null ? {} : { alpha }),
    ...(hasPalette ? { palette } : {}),
    ...(classNames !== null && bands.length === 1 && !sampleType.startsWith("float") ? { classNames } : {}),
    ...(info.scales === null ? {} : { scale: info.scales }),
    ...(info.offsets === null ? {} : { offset: info.offsets }),
    ...(info.validityFrom.includes("validity image") ? { validityImage: true } : {}),
  };
}

/** Rows of tiles, cut into pieces of whole tiles where they are wide. */
function* windowsOf(source: RasterSource, { tileSize }: GeoTiffWriter): Generator<Window> {
  const { width, height } = source;
  const columnBytes = tileSize * tileSize * source.bands.length * bytesPerSample(source.sampleType);
  const pieceWidth = tileSize * Math.max(1, Math.floor(BYTES_AT_ONCE / columnBytes));
  for (let y = 0; y < height; y += tileSize) {
    for (let x = 0; x < width; x += pieceWidth) {
      yield { x, y, width: Math.min(pieceWidth, width - x), height: Math.min(tileSize, height - y) };
    }
  }
}
