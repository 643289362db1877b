import type { SampleType } from "@undercoat/raster";
import { holdsFrame } from "./decode-jpeg.ts";
import { type Directory, readBytes, readOne, readUnsigned } from "./directory.ts";
import { broken, unsupported } from "./tag-checks.ts";
import { COMPRESSION_NAMES, PHOTOMETRIC_NAMES } from "./tags.ts";

/** Numbers of the tag Compression. */
export const COMPRESSION = {
  none: 1,
  ccittRle: 2,
  ccittG3: 3,
  ccittG4: 4,
  lzw: 5,
  jpeg: 7,
  deflate: 8,
  packBits: 32773,
  oldDeflate: 32946,
  lerc: 34887,
  lzma: 34925,
  zstd: 50000,
} as const;

const DECODED: readonly number[] = Object.values(COMPRESSION);

const CCITT: readonly number[] = [COMPRESSION.ccittRle, COMPRESSION.ccittG3, COMPRESSION.ccittG4];

/** Compressions under which writers use predictors. */
const PREDICTED: readonly number[] = [
  COMPRESSION.lzw,
  COMPRESSION.deflate,
  COMPRESSION.oldDeflate,
  COMPRESSION.lzma,
  COMPRESSION.zstd,
];

const CMYK = 5;
const YCBCR = 6;

/** How the samples of one image are coded; every claim was checked. */
export interface Coding {
  readonly compression: number;
  readonly predictor: 1 | 2 | 3;
  readonly photometric: number;
  readonly isPlanar: boolean;
  /** Tables that all JPEG blocks share. */
  readonly jpegTables: Uint8Array | null;
  /** What a LERC block is wrapped in, as a number of the tag Compression. */
  readonly lercWrapper: number;
  /** Options of CCITT group 3 (tag T4Options): bit 0, rows may refer to the row above. */
  readonly t4Options: number;
  /** Bits of a byte count from the lowest one (tag FillOrder is 2). */
  readonly isBitOrderReversed: boolean;
}

/** What is known of the samples before their coding. */
interface Format {
  readonly bits: number;
  readonly sampleType: SampleType;
  readonly samples: number;
}

/** @throws {GeoTiffError} `BROKEN_STRUCTURE`, `UNSUPPORTED` */
export async function readCoding(directory: Directory, format: Format): Promise<Coding> {
  const compression = await readCompression(directory, format);
  const predictor = await readPredictor(directory, compression, format);
  const isBitOrderReversed = await readOrder(directory, compression);
  const { photometric, isPlanar } = await readColours(directory, compression, format);
  const jpegTables =
    compression === COMPRESSION.jpeg
      ? await readJpegTables(directory, { ...format, photometric, isPlanar })
      : null;
  const lercWrapper = compression === COMPRESSION.lerc ? await readLercWrapper(directory) : COMPRESSION.none;
  const t4Options = compression === COMPRESSION.ccittG3 ? await readOne(directory, "T4Options", 0) : 0;
  return {
    compression,
    predictor,
    photometric,
    isPlanar,
    jpegTables,
    lercWrapper,
    t4Options,
    isBitOrderReversed,
  };
}

async function readCompression(directory: Directory, { bits, samples }: Format): Promise<number> {
  const compression = await readOne(directory, "Compression", COMPRESSION.none);
  if (!DECODED.includes(compression)) {
    throw unsupported(directory, "Compression", {
      found: `${compression} (${COMPRESSION_NAMES[compression] ?? "unknown"})`,
      expected: "none, deflate, zstd, LZW, LZMA, PackBits, LERC, JPEG and CCITT can be read",
      options: "-co COMPRESS=DEFLATE",
    });
  }
  if (CCITT.includes(compression) && (bits !== 1 || samples !== 1)) {
    throw unsupported(directory, "BitsPerSample", {
      found: `${bits} with ${samples} samples and compression ${COMPRESSION_NAMES[compression]}`,
      expected: "CCITT holds one sample of 1 bit",
      options: "-co COMPRESS=DEFLATE",
    });
  }
  return compression;
}

async function readPredictor(
  directory: Directory,
  compression: number,
  { bits, sampleType }: Format,
): Promise<1 | 2 | 3> {
  const predictor = await readOne(directory, "Predictor", 1);
  const fits =
    { 1: true, 2: [8, 16, 32, 64].includes(bits), 3: sampleType.startsWith("float") }[predictor] ?? false;
  if (!fits || (predictor !== 1 && !PREDICTED.includes(compression))) {
    throw unsupported(directory, "Predictor", {
      found: `${predictor} with ${bits}-bit ${sampleType} samples and compression ${COMPRESSION_NAMES[compression]}`,
      expected: "1, 2 (8, 16, 32 or 64 bits) or 3 (floats) with deflate, LZW, LZMA or zstd can be read",
      options: "-co COMPRESS=DEFLATE -co PREDICTOR=1",
    });
  }
  if (predictor === 3 && !directory.tiff.isLittleEndian) {
    throw unsupported(directory, "Predictor", {
      found: "3 in a big-endian file",
      expected: "writers disagree on the order of its bytes (GDAL 3.6 wrote another one than GDAL 3.10)",
      options: "-co COMPRESS=DEFLATE -co ENDIANNESS=LITTLE",
    });
  }
  return predictor as 1 | 2 | 3;
}

/** Whether the bits of a byte are reversed, which only fax machines did. */
async function readOrder(directory: Directory, compression: number): Promise<boolean> {
  const fillOrder = await readOne(directory, "FillOrder", 1);
  const orientation = await readOne(directory, "Orientation", 1);
  const isReversed = fillOrder === 2 && CCITT.includes(compression);
  for (const [tag, found] of [
    ["FillOrder", isReversed ? 1 : fillOrder],
    ["Orientation", orientation],
  ] as const) {
    if (found === 1) continue;
    throw unsupported(directory, tag, {
      found,
      expected: "only 1 can be read",
      options: "-co COMPRESS=DEFLATE",
    });
  }
  return isReversed;
}

async function readColours(
  directory: Directory,
  compression: number,
  { bits, sampleType, samples }: Format,
): Promise<{ photometric: number; isPlanar: boolean }> {
  const photometric = await readOne(directory, "PhotometricInterpretation", 1);
  const planar = await readOne(directory, "PlanarConfiguration", 1);
  if (planar !== 1 && planar !== 2)
    throw broken(directory, "PlanarConfiguration", planar, "1 or 2 was expected");
  const isJpeg = compression === COMPRESSION.jpeg;
  const isPlainCmyk = samples === 4 && bits === 8 && sampleType === "uint8" && planar === 1 && !isJpeg;
  const isRead =
    photometric <= 4 || (photometric === YCBCR && isJpeg) || (photometric === CMYK && isPlainCmyk);
  if (isRead) return { photometric, isPlanar: planar === 2 };
  throw unsupported(directory, "PhotometricInterpretation", {
    found: `${photometric} (${PHOTOMETRIC_NAMES[photometric] ?? "unknown"})`,
    expected: "grey, RGB, palette, YCbCr in JPEG and 4 interleaved bytes of CMYK can be read",
    options: "-co PHOTOMETRIC=RGB -co COMPRESS=DEFLATE",
  });
}

async function readJpegTables(
  directory: Directory,
  claims: Format & { readonly photometric: number; readonly isPlanar: boolean },
): Promise<Uint8Array | null> {
  const { samples, sampleType, bits, photometric, isPlanar } = claims;
  const options = "-co COMPRESS=DEFLATE";
  if (sampleType !== "uint8" || bits !== 8) {
    throw unsupported(directory, "BitsPerSample", {
      found: `${bits} (${sampleType})`,
      expected: "JPEG is read with 8 unsigned bits",
      options,
    });
  }
  if (photometric === YCBCR && (samples !== 3 || isPlanar)) {
    throw unsupported(directory, "SamplesPerPixel", {
      found: samples,
      expected: "YCbCr is read with 3 interleaved samples",
      options,
    });
  }
  const tables = await readBytes(directory, "JpegTables");
  if (tables === null || !holdsFrame(tables)) return tables;
  throw broken(directory, "JpegTables", "a whole JPEG", "tables alone were expected");
}

/** Tag LercParameters: the version of LERC, then what its blocks are wrapped in: 0 nothing, 1 deflate, 2 zstd. */
async function readLercWrapper(directory: Directory): Promise<number> {
  const [, wrapper = 0] = (await readUnsigned(directory, "LercParameters")) ?? [];
  const compression = [COMPRESSION.none, COMPRESSION.deflate, COMPRESSION.zstd][wrapper];
  if (compression !== undefined) return compression;
  throw broken(directory, "LercParameters", wrapper, "0, 1 or 2 was expected");
}
