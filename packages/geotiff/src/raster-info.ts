import type { Geotransform, RasterLevel } from "@undercoat/raster";
import { GeoTiffError } from "./errors.ts";
import type { GeoTiffInfo } from "./geotiff-info.ts";
import { decoderProcess } from "./internal/isolated/decoder-process.ts";
import { type Isolation, isolationOf } from "./internal/isolated/isolation.ts";
import { type Measures, measureBands } from "./internal/measure-bands.ts";
import { positiveNumbers } from "./internal/option-checks.ts";
import { levelsOf } from "./internal/read-samples.ts";
import { openPath, type Reading } from "./internal/reading.ts";
import { bytesPerSample } from "./internal/samples-of.ts";
import type { OpenGeoTiffOptions } from "./open-options.ts";

const LARGEST_CHECKSUM = 2 ** 35;

/** Options of {@link rasterInfo}: what to measure, and how the file is opened. */
export interface RasterInfoOptions extends Omit<OpenGeoTiffOptions, "scaled" | "largestRead"> {
  /** Reads all pixels for minimum, maximum, mean and count of the valid ones, band by band. */
  readonly statistics?: boolean;
  /** Reads all pixels for the SHA-256 of each band's little-endian row-major samples. */
  readonly checksums?: boolean;
  /**
   * Most bytes of samples that are hashed; default 32 GiB, about a minute. Statistics skip blocks that were never
   * written, a hash cannot.
   */
  readonly largestChecksum?: number;
}

/** A number as JSON holds it. */
export type JsonNumber = number | "NaN" | "Infinity" | "-Infinity";

/** One band in a {@link RasterInfo}. */
export interface BandInfo {
  readonly name: string;
  readonly dtype: string;
  readonly validCount?: number;
  /** Of the valid pixels; null where there is none. */
  readonly min?: number | null;
  readonly max?: number | null;
  readonly mean?: number | null;
  readonly sha256?: string;
}

/** What a file holds, as plain JSON. */
export interface RasterInfo extends GeoTiffInfo {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly dtype: string;
  readonly nodata: JsonNumber | null;
  readonly geotransform: readonly number[] | null;
  /** `"EPSG:32618"`, or null where it is not known. */
  readonly crs: string | null;
  /** Smallest and largest coordinates of the four corners: `[minX, minY, maxX, maxY]`. */
  readonly bounds: readonly number[] | null;
  /** The full size, then the overviews. */
  readonly levels: readonly RasterLevel[];
  readonly bands: readonly BandInfo[];
}

/**
 * Describes a GeoTIFF. Without options only its header is read; memory does not grow with the image.
 *
 * @throws {GeoTiffError} As `openGeoTiff`; an aborted `signal` throws its reason.
 *
 * @example
 * ```ts
 * const { width, height, crs, bands } = await rasterInfo("scene.tif", { statistics: true });
 * ```
 */
export async function rasterInfo(path: string, options: RasterInfoOptions = {}): Promise<RasterInfo> {
  const { statistics = false, checksums = false, largestChecksum = LARGEST_CHECKSUM, ...opening } = options;
  positiveNumbers<"largestChecksum">({ largestChecksum }, { largestChecksum: LARGEST_CHECKSUM });
  const isolation = isolationOf(opening.isolated);
  if (isolation !== null) return isolatedInfo(path, options, isolation);
  const reading = await openPath(path, opening);
  try {
    if (checksums) assertHashable(reading, largestChecksum);
    const measuring = { statistics, checksums, signal: opening.signal };
    const measures: Measures[] = statistics || checksums ? await measureBands(reading, measuring) : [];
    const { name, nodata, geotransform, crs, bands, info } = reading;
    const { width, height, sampleType: dtype } = reading.levels[0].image.layout;
    return {
      name,
      width,
      height,
      dtype,
      nodata: nodata === null || Number.isFinite(nodata) ? nodata : (String(nodata) as JsonNumber),
      geotransform,
      crs: crs.kind === "unknown" ? null : crs.kind === "epsg" ? `EPSG:${crs.code}` : crs.wkt,
      bounds: geotransform === null ? null : boundsOf(geotransform, width, height),
      levels: levelsOf(reading),
      ...info,
      bands: bands.map((band, index) => ({ name: band.name, dtype, ...measures[index] })),
    };
  } finally {
    await reading.close();
  }
}

async function isolatedInfo(
  path: string,
  { signal, isolated: _, ...options }: RasterInfoOptions,
  isolation: Isolation,
): Promise<RasterInfo> {
  const decoder = decoderProcess(path, isolation);
  try {
    return await decoder.ask({ kind: "info", path, options }, signal);
  } finally {
    await decoder.end();
  }
}

/** @throws {GeoTiffError} `IMAGE_TOO_LARGE` */
function assertHashable({ name, levels: [{ image }] }: Reading, most: number): void {
  const { width, height, samples, sampleType } = image.layout;
  const bytes = width * height * samples * bytesPerSample(sampleType);
  if (bytes <= most) return;
  throw new GeoTiffError("IMAGE_TOO_LARGE", {
    message:
      `"${name}" is ${width}×${height} with ${samples} bands, ${bytes} bytes to hash, at most ${most} were allowed; ` +
      `ask for statistics alone, or raise largestChecksum`,
    context: { name, bytes, most },
  });
}

function boundsOf([g0, g1, g2, g3, g4, g5]: Geotransform, width: number, height: number): number[] {
  const xs = [g0, g0 + width * g1, g0 + height * g2, g0 + width * g1 + height * g2];
  const ys = [g3, g3 + width * g4, g3 + height * g5, g3 + width * g4 + height * g5];
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}
