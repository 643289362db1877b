import type { Grid, SampleType } from "@undercoat/raster";
import type { ClassName, GeoTiffFormatOptions } from "../../write-options.ts";
import { bytesPerSample } from "../samples-of.ts";
import { COMPRESSION_CODES, type Compression, LEVELS } from "./compress.ts";
import type { PaletteEntry } from "./palette.ts";
import { assertSpec, notWritable } from "./spec-checks.ts";

/** Everything about a file to be, with no option left open. */
export interface WriteSpec {
  readonly grid: Grid;
  readonly sampleType: SampleType;
  readonly bandCount: number;
  readonly tileSize: number;
  readonly compression: Compression;
  readonly predictor: 1 | 2 | 3;
  readonly isPlanar: boolean;
  readonly isRgb: boolean;
  readonly nodata: number | null;
  /** Position of the alpha band, or null. */
  readonly alpha: number | null;
  readonly bandNames: readonly string[] | null;
  readonly palette: readonly PaletteEntry[] | null;
  readonly classNames: readonly ClassName[] | null;
  readonly scales: readonly number[] | null;
  readonly offsets: readonly number[] | null;
}

/** What {@link specOf} completes. */
export interface SpecParts extends GeoTiffFormatOptions {
  readonly grid: Grid;
  readonly sampleType: SampleType;
  readonly bandCount: number;
  /** Where the options name none; halved for small images and for many bands. */
  readonly usualTileSize: number;
}

/** Options that every writer takes. */
export const FORMAT_OPTIONS: readonly string[] = [
  "nodata",
  "photometric",
  "bandNames",
  "palette",
  "classNames",
  "scale",
  "offset",
  "alpha",
  "tileSize",
  "compression",
  "compressionLevel",
  "predictor",
  "interleave",
];

const LARGEST_USUAL_TILE = 2 ** 24;

/** @throws {GeoTiffError} `NOT_WRITABLE` */
export function specOf(parts: SpecParts): WriteSpec {
  const { grid, sampleType, bandCount, nodata = null, alpha, compression = "deflate" } = parts;
  if (!(compression in COMPRESSION_CODES)) {
    throw notWritable(grid, `its compression is "${compression}"; choose none, deflate or zstd`);
  }
  const isPlanar = parts.interleave === "band";
  const isFloat = sampleType.startsWith("float");
  const isClasses = parts.palette !== undefined || parts.classNames !== undefined;
  const usual = compression === "none" || isClasses ? 1 : isFloat ? 3 : 2;
  const spec: WriteSpec = {
    grid,
    sampleType,
    bandCount,
    tileSize: parts.tileSize ?? usualTile(parts, isPlanar),
    compression: { name: compression, level: parts.compressionLevel ?? LEVELS[compression].usual },
    predictor: parts.predictor ?? usual,
    isPlanar,
    isRgb: parts.photometric === undefined ? looksLikeRgb(parts) : parts.photometric === "rgb",
    nodata: nodata !== null && sampleType === "float32" ? Math.fround(nodata) : nodata,
    alpha: alpha === undefined ? null : alpha - 1,
    bandNames: parts.bandNames ?? null,
    palette: parts.palette ?? null,
    classNames: parts.classNames ?? null,
    scales: perBand(parts.scale, bandCount),
    offsets: perBand(parts.offset, bandCount),
  };
  assertSpec(spec, parts);
  return spec;
}

function usualTile({ usualTileSize, grid, sampleType, bandCount }: SpecParts, isPlanar: boolean): number {
  const pixelBytes = bytesPerSample(sampleType) * (isPlanar ? 1 : bandCount);
  let size = usualTileSize;
  const longest = Math.max(grid.width, grid.height);
  while (size > 16 && (size / 2 >= longest || size * size * pixelBytes > LARGEST_USUAL_TILE)) size /= 2;
  return size;
}

function looksLikeRgb({ bandNames, sampleType, alpha = 4 }: SpecParts): boolean {
  return bandNames?.slice(0, 3).join() === "red,green,blue" && sampleType.startsWith("uint") && alpha > 3;
}

function perBand(given: number | readonly number[] | undefined, bandCount: number): readonly number[] | null {
  if (given === undefined) return null;
  return typeof given === "number" ? Array<number>(bandCount).fill(given) : given;
}
