import type { SampleArray, Window } from "@undercoat/raster";
import { GeoTiffError, isGeoTiffError } from "../errors.ts";
import { decodeBlock } from "./decode-block.ts";
import { decodeJpegBlock } from "./decode-jpeg.ts";
import type { Tiff } from "./directory.ts";
import type { Layout } from "./layout.ts";
import { newSamples } from "./samples-of.ts";

const JPEG = 7;

/** One image of a file, ready to be read. */
export interface Image {
  readonly tiff: Tiff;
  readonly layout: Layout;
  /** What blocks that were never written hold. */
  readonly fill: number;
}

/** What to read: a window inside of the image and samples counted from 0. */
export interface Piece {
  readonly window: Window;
  readonly samples: readonly number[];
  readonly signal?: AbortSignal | undefined;
}

interface Block {
  readonly column: number;
  readonly row: number;
  /** The samples of the output that it feeds, as [sample in the block, sample in the output]. */
  readonly feeds: readonly (readonly [from: number, to: number])[];
  readonly index: number;
}

/** Reads `[height, width, sample]`; decodes the blocks that the window touches, each once. */
export async function readPiece(image: Image, piece: Piece): Promise<SampleArray> {
  const { window, samples } = piece;
  const output = newSamples(image.layout.sampleType, window.width * window.height * samples.length);
  for (const block of blocksOf(image.layout, piece)) {
    piece.signal?.throwIfAborted();
    copyInto(output, await loadBlock(image, block, window), { layout: image.layout, block, piece });
  }
  return output;
}

function* blocksOf(layout: Layout, { window, samples }: Piece): Generator<Block> {
  const { blockWidth, blockHeight, blocksAcross, blocksDown, isPlanar } = layout;
  const planes = isPlanar ? [...new Set(samples)] : [0];
  const lastRow = Math.floor((window.y + window.height - 1) / blockHeight);
  const lastColumn = Math.floor((window.x + window.width - 1) / blockWidth);
  for (const plane of planes) {
    const feeds = samples
      .map((sample, to) => [isPlanar ? 0 : sample, to, sample] as const)
      .filter(([, , sample]) => !isPlanar || sample === plane)
      .map(([from, to]) => [from, to] as const);
    for (let row = Math.floor(window.y / blockHeight); row <= lastRow; row++) {
      for (let column = Math.floor(window.x / blockWidth); column <= lastColumn; column++) {
        const index = (plane * blocksDown + row) * blocksAcross + column;
        yield { column, row, feeds, index };
      }
    }
  }
}

/** The decoded block, or null where it was never written. */
async function loadBlock(
  { tiff, layout, fill }: Image,
  block: Block,
  window: Window,
): Promise<SampleArray | number> {
  const [offset, length] = [layout.offsets[block.index]!, layout.byteCounts[block.index]!];
  if (length === 0) return fill;
  const rows = layout.isTiled
    ? layout.blockHeight
    : Math.min(layout.blockHeight, layout.height - block.row * layout.blockHeight);
  const { name } = tiff.source;
  try {
    const stored = await tiff.source.read(offset, length);
    if (layout.compression === JPEG) return await decodeJpegBlock(stored, { layout, rows });
    return decodeBlock(stored, { layout, isLittleEndian: tiff.isLittleEndian, rows });
  } catch (cause) {
    if (isGeoTiffError(cause)) throw cause;
    throw blockError(cause, { name, block: block.index, window });
  }
}

/** Decoders throw errors of many kinds; all end here. */
function blockError(cause: unknown, context: { name: string; block: number; window: Window }): GeoTiffError {
  const { x, y, width, height } = context.window;
  return new GeoTiffError("BROKEN_BLOCK", {
    message:
      `"${context.name}": block ${context.block} cannot be decoded (${wordsOf(cause)}), needed for the window ` +
      `${width}×${height} at column ${x}, row ${y}; the file is damaged, get it again or read another window`,
    context,
    cause,
  });
}

/** Our own decoders say what is wrong; the words of others are kept in `cause` only. */
function wordsOf(cause: unknown): string {
  const code = cause instanceof Error && "code" in cause ? cause.code : null;
  if (code === "ERR_BUFFER_TOO_LARGE") return "it unpacks to more than its size";
  if (cause instanceof RangeError && code === null) return cause.message;
  return code === null ? "damaged compressed data" : `damaged compressed data, ${code}`;
}

interface Copy {
  readonly layout: Layout;
  readonly block: Block;
  readonly piece: Piece;
}

function copyInto(output: SampleArray, source: SampleArray | number, { layout, block, piece }: Copy): void {
  const { window, samples } = piece;
  const stride = layout.isPlanar ? 1 : layout.samples;
  const [left, top] = [block.column * layout.blockWidth, block.row * layout.blockHeight];
  const [fromX, toX] = [
    Math.max(left, window.x),
    Math.min(left + layout.blockWidth, window.x + window.width),
  ];
  const toY = Math.min(top + layout.blockHeight, window.y + window.height);
  const isWhole =
    block.feeds.length === stride &&
    samples.length === stride &&
    block.feeds.every(([from, to]) => from === to);
  for (let y = Math.max(top, window.y); y < toY; y++) {
    const target = ((y - window.y) * window.width + fromX - window.x) * samples.length;
    const start = ((y - top) * layout.blockWidth + fromX - left) * stride;
    const pixels = toX - fromX;
    if (typeof source === "number")
      fillRow(output, source, { target, pixels, step: samples.length, feeds: block.feeds });
    else if (isWhole) output.set(source.subarray(start, start + pixels * stride), target);
    else copyRow(output, source, { target, start, pixels, stride, step: samples.length, feeds: block.feeds });
  }
}

interface Row {
  readonly target: number;
  readonly pixels: number;
  readonly step: number;
  readonly feeds: Block["feeds"];
}

function fillRow(output: SampleArray, value: number, { target, pixels, step, feeds }: Row): void {
  for (const [, to] of feeds) {
    for (let pixel = 0; pixel < pixels; pixel++) output[target + pixel * step + to] = value;
  }
}

function copyRow(
  output: SampleArray,
  source: SampleArray,
  row: Row & { start: number; stride: number },
): void {
  const { target, start, pixels, stride, step, feeds } = row;
  for (const [from, to] of feeds) {
    for (let pixel = 0; pixel < pixels; pixel++) {
      output[target + pixel * step + to] = source[start + pixel * stride + from]!;
    }
  }
}
