import type { SampleType } from "@undercoat/raster";
import { holdsFrame } from "./decode-jpeg.ts";
import { type Directory, hasTag, readBytes, readOne, readUnsigned } from "./directory.ts";
import { rewriteAdvice, structureError, tagError } from "./refusals.ts";
import { COMPRESSION_NAMES, PHOTOMETRIC_NAMES, type TagName } from "./tags.ts";

/** A block may claim this many decoded bytes; RowsPerStrip may legally say 2^32 − 1. */
const LARGEST_BLOCK = 256 * 2 ** 20;

/** Compressions with a decoder here. */
const DECODED: readonly number[] = [1, 5, 7, 8, 32773, 32946, 50000];

const JPEG = 7;

const YCBCR = 6;

/** How the pixels of one image lie in the file; every claim was checked. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly samples: number;
  readonly bits: number;
  readonly sampleType: SampleType;
  readonly compression: number;
  readonly predictor: 1 | 2 | 3;
  readonly photometric: number;
  readonly isPlanar: boolean;
  readonly isTiled: boolean;
  readonly blockWidth: number;
  readonly blockHeight: number;
  readonly blocksAcross: number;
  readonly blocksDown: number;
  readonly offsets: readonly number[];
  readonly byteCounts: readonly number[];
  /** Tables that all JPEG blocks share. */
  readonly jpegTables: Uint8Array | null;
  /** One entry for every sample beyond the colours (tag ExtraSamples). */
  readonly extraSamples: readonly number[];
}

/** @throws {GeoTiffError} `BROKEN_STRUCTURE`, `UNSUPPORTED` */
export async function readLayout(directory: Directory): Promise<Layout> {
  const size = await readSize(directory);
  const format = await readFormat(directory, size.samples);
  const coding = await readCoding(directory, format);
  const blocks = await readBlocks(directory, { ...size, ...coding });
  const jpegTables =
    coding.compression === JPEG ? await readJpegTables(directory, { ...size, ...format, ...coding }) : null;
  const layout = { ...size, ...format, ...coding, ...blocks, jpegTables };
  assertBlockSize(directory, layout);
  return layout;
}

async function readSize(directory: Directory) {
  const width = await atLeastOne(directory, "ImageWidth");
  const height = await atLeastOne(directory, "ImageLength");
  const samples = await atLeastOne(directory, "SamplesPerPixel", 1);
  const extraSamples = (await readUnsigned(directory, "ExtraSamples")) ?? [];
  if (extraSamples.length > samples) {
    throw broken(
      directory,
      "ExtraSamples",
      `${extraSamples.length} values`,
      `an image of ${samples} samples has at most that many`,
    );
  }
  return { width, height, samples, extraSamples };
}

async function readFormat(directory: Directory, samples: number) {
  const bits = await sameForAll(directory, "BitsPerSample", { samples, fallback: 1 });
  const format = await sameForAll(directory, "SampleFormat", { samples, fallback: 1 });
  const sampleType = sampleTypeOf(format, bits);
  if (sampleType !== null) return { bits, sampleType };
  const words =
    ["", "unsigned", "signed", "floating-point", "untyped", "complex integer", "complex"][format] ??
    `format ${format}`;
  throw unsupported(directory, "BitsPerSample", {
    found: `${bits} (${words})`,
    expected: "whole numbers up to 32 bits and floats of 16, 32 or 64 bits can be read",
    options: "-ot Float64",
  });
}

function sampleTypeOf(format: number, bits: number): SampleType | null {
  if (format === 1 && bits >= 1 && bits <= 32 && bits !== 24) {
    return bits <= 8 ? "uint8" : bits <= 16 ? "uint16" : "uint32";
  }
  if (format === 2 && (bits === 8 || bits === 16 || bits === 32)) return `int${bits}`;
  if (format === 3 && (bits === 16 || bits === 32)) return "float32";
  return format === 3 && bits === 64 ? "float64" : null;
}

async function readCoding(
  directory: Directory,
  { bits, sampleType }: { bits: number; sampleType: SampleType },
) {
  const compression = await readOne(directory, "Compression", 1);
  if (!DECODED.includes(compression)) {
    throw unsupported(directory, "Compression", {
      found: `${compression} (${COMPRESSION_NAMES[compression] ?? "unknown"})`,
      expected: "none, deflate, JPEG, LZW, PackBits and zstd can be read",
      options: "-co COMPRESS=DEFLATE",
    });
  }
  const predictor = await readOne(directory, "Predictor", 1);
  const fits =
    { 1: true, 2: [8, 16, 32].includes(bits), 3: sampleType.startsWith("float") }[predictor] ?? false;
  if (!fits || (predictor !== 1 && (compression === 1 || compression === JPEG || compression === 32773))) {
    throw unsupported(directory, "Predictor", {
      found: `${predictor} with ${bits}-bit ${sampleType} samples and compression ${COMPRESSION_NAMES[compression]}`,
      expected: "1, 2 (8, 16 or 32 bits) or 3 (floats) with deflate, LZW or zstd can be read",
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
  await refuseReordered(directory);
  return { compression, predictor: predictor as 1 | 2 | 3, ...(await readColours(directory, compression)) };
}

async function refuseReordered(directory: Directory): Promise<void> {
  for (const tag of ["FillOrder", "Orientation"] as const) {
    const found = await readOne(directory, tag, 1);
    if (found !== 1)
      throw unsupported(directory, tag, {
        found,
        expected: "only 1 can be read",
        options: "-co COMPRESS=DEFLATE",
      });
  }
}

async function readColours(directory: Directory, compression: number) {
  const photometric = await readOne(directory, "PhotometricInterpretation", 1);
  if (photometric > 4 && !(photometric === YCBCR && compression === JPEG)) {
    throw unsupported(directory, "PhotometricInterpretation", {
      found: `${photometric} (${PHOTOMETRIC_NAMES[photometric] ?? "unknown"})`,
      expected: "grey, RGB and palette can be read",
      options: "-co PHOTOMETRIC=RGB -co COMPRESS=DEFLATE",
    });
  }
  const planar = await readOne(directory, "PlanarConfiguration", 1);
  if (planar === 1 || planar === 2) return { photometric, isPlanar: planar === 2 };
  throw broken(directory, "PlanarConfiguration", planar, "1 or 2 was expected");
}

interface JpegClaims {
  readonly samples: number;
  readonly sampleType: SampleType;
  readonly bits: number;
  readonly photometric: number;
  readonly isPlanar: boolean;
}

async function readJpegTables(directory: Directory, claims: JpegClaims): Promise<Uint8Array | null> {
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

interface BlockClaims {
  readonly width: number;
  readonly height: number;
  readonly samples: number;
  readonly isPlanar: boolean;
}

async function readBlocks(directory: Directory, claims: BlockClaims) {
  const isTiled = hasTag(directory, "TileWidth") || hasTag(directory, "TileOffsets");
  const blockWidth = isTiled ? await atLeastOne(directory, "TileWidth") : claims.width;
  const blockHeight = isTiled
    ? await atLeastOne(directory, "TileLength")
    : Math.min(claims.height, await atLeastOne(directory, "RowsPerStrip", claims.height));
  const blocksAcross = Math.ceil(claims.width / blockWidth);
  const blocksDown = Math.ceil(claims.height / blockHeight);
  const count = blocksAcross * blocksDown * (claims.isPlanar ? claims.samples : 1);
  const offsets = await blockArray(directory, isTiled ? "TileOffsets" : "StripOffsets", count);
  const byteCounts = await blockArray(directory, isTiled ? "TileByteCounts" : "StripByteCounts", count);
  assertInsideFile(directory, offsets, byteCounts);
  return { isTiled, blockWidth, blockHeight, blocksAcross, blocksDown, offsets, byteCounts };
}

async function blockArray(directory: Directory, tag: TagName, count: number): Promise<readonly number[]> {
  const values = await readUnsigned(directory, tag);
  if (values?.length === count) return values;
  throw broken(
    directory,
    tag,
    values === null ? "missing" : `${values.length} values`,
    `the image has ${count} blocks`,
  );
}

/** A block that was never written has offset 0 and length 0; anything else lies inside of the file. */
function assertInsideFile(
  { tiff }: Directory,
  offsets: readonly number[],
  byteCounts: readonly number[],
): void {
  const { name, size } = tiff.source;
  for (let block = 0; block < offsets.length; block++) {
    const [offset, length] = [offsets[block]!, byteCounts[block]!];
    if (offset === 0 && length === 0) continue;
    if (offset >= 8 && length > 0 && offset + length <= size) continue;
    const what = `block ${block} claims ${length} bytes at offset ${offset}, but the file has ${size} bytes`;
    throw structureError(name, what, { block, offset, length, size });
  }
}

function assertBlockSize(directory: Directory, layout: Layout): void {
  const samples = layout.isPlanar ? 1 : layout.samples;
  const bytes = (layout.blockWidth * layout.blockHeight * samples * Math.max(8, layout.bits)) / 8;
  if (bytes <= LARGEST_BLOCK) return;
  throw unsupported(directory, layout.isTiled ? "TileLength" : "RowsPerStrip", {
    found: `${layout.blockHeight}, which makes blocks of ${layout.blockWidth}×${layout.blockHeight} pixels and ${bytes} bytes`,
    expected: `blocks up to ${LARGEST_BLOCK} bytes can be read`,
    options: "-co TILED=YES -co COMPRESS=DEFLATE",
  });
}

async function atLeastOne(directory: Directory, tag: TagName, fallback?: number): Promise<number> {
  const value = await readOne(directory, tag, fallback);
  if (value >= 1) return value;
  throw broken(directory, tag, value, "at least 1 was expected");
}

/** A tag with one value per sample (or one for all), which all agree. */
async function sameForAll(
  directory: Directory,
  tag: TagName,
  { samples, fallback }: { samples: number; fallback: number },
): Promise<number> {
  const values = (await readUnsigned(directory, tag)) ?? [fallback];
  if (values.length !== 1 && values.length !== samples) {
    throw broken(directory, tag, `${values.length} values`, `the image has ${samples} samples per pixel`);
  }
  const first = values[0] ?? fallback;
  if (values.every((value) => value === first)) return first;
  throw unsupported(directory, tag, {
    found: values.slice(0, 8).join(", "),
    expected: "only images with the same for every band can be read",
    options: "-ot Float64",
  });
}

function broken(directory: Directory, tag: TagName, found: string | number, expected: string) {
  return tagError("BROKEN_STRUCTURE", { name: directory.tiff.source.name, tag, found, expected });
}

function unsupported(
  directory: Directory,
  tag: TagName,
  { found, expected, options }: { found: string | number; expected: string; options: string },
) {
  const { name } = directory.tiff.source;
  return tagError("UNSUPPORTED", { name, tag, found, expected, advice: rewriteAdvice(name, options) });
}
