import type { SampleArray, Window } from "@undercoat/raster";
import { GeoTiffError, isGeoTiffError } from "../errors.ts";
import type { BlockTable } from "./block-table.ts";
import { COMPRESSION } from "./coding.ts";
import { decodeBlock } from "./decode-block.ts";
import type { Tiff } from "./directory.ts";
import { inTurns } from "./in-turns.ts";
import type { Layout } from "./layout.ts";
import { newSamples } from "./samples-of.ts";

/** A decoder may ask for a few bytes more than it fills; a buffer with more is shared with others. */
const SPARE_BYTES = 8;

/** Stored bytes, and blocks, that are fetched together where fetching is slow. */
const FETCHED_AT_ONCE = { bytes: 2 ** 24, blocks: 256 };

/** One image of a file, ready to be read. */
export interface Image {
  readonly tiff: Tiff;
  readonly layout: Layout;
  /** What blocks that were never written hold. */
  readonly fill: number;
  /** Where the blocks lie; read and checked when first asked for. */
  blocks(): Promise<BlockTable>;
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
  /** Where it lies in the file; a length of 0: it was never written. */
  readonly offset: number;
  readonly length: number;
}

/** Reads `[height, width, sample]`; decodes the blocks that the window touches, each once. */
export async function readPiece(image: Image, piece: Piece): Promise<SampleArray> {
  const { window, samples, signal } = piece;
  const { layout, tiff } = image;
  const whole = await wholeBlock(image, piece);
  if (whole !== null) return whole;
  const output = newSamples(layout.sampleType, window.width * window.height * samples.length);
  const blocks = blocksOf(layout, await image.blocks(), piece);
  for (const group of tiff.source.prepare === undefined ? [blocks] : groupsOf(blocks)) {
    if (Array.isArray(group)) await tiff.source.prepare?.(group, signal); // those of length 0 need nothing
    await inTurns(group, tiff.limits.concurrency, async (block) => {
      signal?.throwIfAborted();
      copyInto(output, await loadBlock(image, block, piece), { layout, block, piece });
    });
  }
  return output;
}

/**
 * The samples of a window that is one whole tile in the file's own order, without copying them; null where it is not, or
 * where they lie in memory that others hold.
 */
async function wholeBlock(image: Image, piece: Piece): Promise<SampleArray | null> {
  const { layout, tiff } = image;
  const { window, samples } = piece;
  const { blockWidth, blockHeight, isTiled, isPlanar } = layout;
  const isOneTile =
    isTiled &&
    window.width === blockWidth &&
    window.height === blockHeight &&
    window.x % blockWidth === 0 &&
    window.y % blockHeight === 0;
  const isOwnOrder =
    samples.length === (isPlanar ? 1 : layout.samples) &&
    samples.every((sample, at) => isPlanar || sample === at);
  if (!isOneTile || !isOwnOrder || layout.compression === COMPRESSION.none) return null;
  const [block] = blocksOf(layout, await image.blocks(), piece);
  if (block === undefined || block.length === 0) return null;
  piece.signal?.throwIfAborted();
  await tiff.source.prepare?.([block], piece.signal);
  const decoded = await loadBlock(image, block, piece);
  if (typeof decoded === "number") return null;
  const isAlone = decoded.buffer.byteLength - decoded.byteLength <= SPARE_BYTES;
  return isAlone ? decoded : decoded.slice();
}

/** Whether every block that a window touches was never written, so that it holds {@link Image.fill} alone. */
export async function isNeverWritten(image: Image, piece: Piece): Promise<boolean> {
  for (const block of blocksOf(image.layout, await image.blocks(), piece)) if (block.length > 0) return false;
  return true;
}

function* blocksOf(layout: Layout, table: BlockTable, { window, samples }: Piece): Generator<Block> {
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
        yield { column, row, feeds, index, offset: table.offsets[index]!, length: table.byteCounts[index]! };
      }
    }
  }
}

function* groupsOf(blocks: Iterable<Block>): Generator<Block[]> {
  let [group, bytes]: [Block[], number] = [[], 0];
  for (const block of blocks) {
    if (
      group.length === FETCHED_AT_ONCE.blocks ||
      (bytes > 0 && bytes + block.length > FETCHED_AT_ONCE.bytes)
    ) {
      yield group;
      [group, bytes] = [[], 0];
    }
    group.push(block);
    bytes += block.length;
  }
  yield group;
}

/** The decoded block, or its one value where it was never written. */
async function loadBlock(
  { tiff, layout, fill }: Image,
  { offset, length, row, index }: Block,
  { window, signal }: Piece,
): Promise<SampleArray | number> {
  if (length === 0) return fill;
  const { blockHeight, height, isTiled } = layout;
  const rows = isTiled ? blockHeight : Math.min(blockHeight, height - row * blockHeight);
  const { isLittleEndian, limits, source } = tiff;
  const stored = await source.read(offset, length, signal);
  try {
    return await decodeBlock(stored, { layout, isLittleEndian, rows, isBeside: limits.concurrency > 1 });
  } catch (cause) {
    if (isGeoTiffError(cause)) throw cause;
    throw blockError(cause, { name: source.name, block: index, window });
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
