import type { Layout } from "./internal/layout.ts";
import type { Level } from "./internal/levels.ts";
import { COMPRESSION_NAMES, PHOTOMETRIC_NAMES } from "./internal/tags.ts";
import type { ValidityRules } from "./internal/validity.ts";
import type { Images } from "./internal/walk.ts";

/** How a GeoTIFF is stored, and what its reader should know. */
export interface GeoTiffInfo {
  readonly byteOrder: "little-endian" | "big-endian";
  readonly isBigTiff: boolean;
  readonly compression: string;
  readonly predictor: 1 | 2 | 3;
  readonly interleave: "pixel" | "band";
  readonly isTiled: boolean;
  readonly blockWidth: number;
  readonly blockHeight: number;
  readonly bitsPerSample: number;
  readonly photometric: string;
  /** Images in the file, overviews and validity images counted. */
  readonly imageCount: number;
  /** Overviews that can be read, also those beside the file. */
  readonly overviewCount: number;
  /** What can make a pixel not valid, beside NaN. */
  readonly validityFrom: readonly ("nodata" | "alpha" | "validity image")[];
  /** Factors and offsets that the file names for its bands, and that were not applied. */
  readonly scales: readonly number[] | null;
  readonly offsets: readonly number[] | null;
  /** Oddities, in words. */
  readonly notes: readonly string[];
}

const JPEG_NOTE =
  "JPEG is decoded by geotiff.js: within 1 level of GDAL, halved colours within about 16 on photographs";

interface Parts {
  readonly layout: Layout;
  readonly images: Images;
  readonly levels: readonly Level[];
  readonly rules: ValidityRules;
  readonly nodata: number | null;
  readonly scales: readonly number[] | null;
  readonly offsets: readonly number[] | null;
  readonly notes: readonly string[];
}

/** Internal: gathers the info of an open file. */
export function infoOf({
  layout,
  images,
  levels,
  rules,
  nodata,
  scales,
  offsets,
  notes,
}: Parts): GeoTiffInfo {
  return {
    byteOrder: images.tiff.isLittleEndian ? "little-endian" : "big-endian",
    isBigTiff: images.tiff.isBig,
    compression: COMPRESSION_NAMES[layout.compression] ?? String(layout.compression),
    predictor: layout.predictor,
    interleave: layout.isPlanar ? "band" : "pixel",
    isTiled: layout.isTiled,
    blockWidth: layout.blockWidth,
    blockHeight: layout.blockHeight,
    bitsPerSample: layout.bits,
    photometric: PHOTOMETRIC_NAMES[layout.photometric] ?? String(layout.photometric),
    imageCount: images.imageCount,
    overviewCount: levels.length - 1,
    validityFrom: [
      ...(nodata === null ? [] : (["nodata"] as const)),
      ...(rules.alpha === null ? [] : (["alpha"] as const)),
      ...(levels[0]?.validityImage == null ? [] : (["validity image"] as const)),
    ],
    scales,
    offsets,
    notes: [...images.notes, ...notes, ...(layout.compression === 7 ? [JPEG_NOTE] : [])],
  };
}
