import type { SampleType } from "@undercoat/raster";
import { type Coding, readCoding } from "./coding.ts";
import { type Directory, hasTag, readUnsigned } from "./directory.ts";
import { atLeastOne, broken, sameForAll, unsupported } from "./tag-checks.ts";

/** How the pixels of one image lie in the file; every claim was checked. */
export interface Layout extends Coding {
  readonly width: number;
  readonly height: number;
  readonly samples: number;
  readonly bits: number;
  readonly sampleType: SampleType;
  readonly isTiled: boolean;
  readonly blockWidth: number;
  readonly blockHeight: number;
  readonly blocksAcross: number;
  readonly blocksDown: number;
  /** One entry for every sample beyond the colours (tag ExtraSamples). */
  readonly extraSamples: readonly number[];
}

/** @throws {GeoTiffError} `BROKEN_STRUCTURE`, `UNSUPPORTED` */
export async function readLayout(directory: Directory): Promise<Layout> {
  const size = await readSize(directory);
  const format = await readFormat(directory, size.samples);
  const coding = await readCoding(directory, { ...format, samples: size.samples });
  const layout = { ...size, ...format, ...coding, ...(await readBlockSize(directory, size)) };
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

async function readBlockSize(directory: Directory, { width, height }: { width: number; height: number }) {
  const isTiled = hasTag(directory, "TileWidth") || hasTag(directory, "TileOffsets");
  const blockWidth = isTiled ? await atLeastOne(directory, "TileWidth") : width;
  const blockHeight = isTiled
    ? await atLeastOne(directory, "TileLength")
    : Math.min(height, await atLeastOne(directory, "RowsPerStrip", height));
  const [blocksAcross, blocksDown] = [Math.ceil(width / blockWidth), Math.ceil(height / blockHeight)];
  return { isTiled, blockWidth, blockHeight, blocksAcross, blocksDown };
}

function assertBlockSize(directory: Directory, layout: Layout): void {
  const samples = layout.isPlanar ? 1 : layout.samples;
  const bytes = (layout.blockWidth * layout.blockHeight * samples * Math.max(8, layout.bits)) / 8;
  const { largestBlock } = directory.tiff.limits;
  if (bytes <= largestBlock) return;
  throw unsupported(directory, layout.isTiled ? "TileLength" : "RowsPerStrip", {
    found: `${layout.blockHeight}, which makes blocks of ${layout.blockWidth}×${layout.blockHeight} pixels and ${bytes} bytes`,
    expected: `blocks up to ${largestBlock} bytes are read (option largestBlock)`,
    options: "-co TILED=YES -co COMPRESS=DEFLATE",
  });
}
