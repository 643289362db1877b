import { type ReadOptions, type SampleBlock, type Window, wholeWindow } from "@undercoat/raster";
import type { GeoTiffSource } from "../../open-geotiff.ts";
import type { OpenGeoTiffOptions } from "../../open-options.ts";
import { assertAffordable, assertBands, assertLevel, assertWindow } from "../assert-request.ts";
import { bytesPerSample, newSamples } from "../samples-of.ts";
import { closedError } from "../source-of.ts";
import { type DecoderProcess, decoderProcess } from "./decoder-process.ts";
import type { Isolation } from "./isolation.ts";
import type { PlainSource, Task } from "./messages.ts";

/** Bytes of samples that come from the process at a time. */
const BYTES_AT_ONCE = 2 ** 25;

/** What is opened: a path, or bytes with a name. */
export type Opened = { readonly path: string } | { readonly bytes: Uint8Array; readonly name: string };

/** A source whose file is opened and decoded in a process of its own. */
export async function openIsolated(
  opened: Opened,
  { signal, isolated: _, ...options }: OpenGeoTiffOptions,
  { isolation, largestRead }: { isolation: Isolation; largestRead: number },
): Promise<GeoTiffSource> {
  const name = "path" in opened ? opened.path : opened.name;
  const decoder = decoderProcess(name, isolation);
  try {
    const task: Extract<Task, { kind: "open" | "open-bytes" }> =
      "path" in opened ? { kind: "open", ...opened, options } : { kind: "open-bytes", ...opened, options };
    return sourceOver(decoder, await decoder.ask(task, signal), largestRead);
  } catch (error) {
    await decoder.end();
    throw error;
  }
}

function sourceOver(decoder: DecoderProcess, plain: PlainSource, largestRead: number): GeoTiffSource {
  let isClosed = false;
  return Object.freeze({
    ...plain,
    read: async (request: ReadOptions = {}) => {
      request.signal?.throwIfAborted();
      if (isClosed) throw closedError(plain.name);
      return readInPieces(decoder, plain, { request, largestRead });
    },
    close: async () => {
      isClosed = true;
      await decoder.end();
    },
  });
}

/** Rows at a time, so that a large read needs no more memory over there than a small one. */
async function readInPieces(
  decoder: DecoderProcess,
  plain: PlainSource,
  { request, largestRead }: { request: ReadOptions; largestRead: number },
): Promise<SampleBlock> {
  const { name, levels, sampleType } = plain;
  const { level = 0, signal } = request;
  assertLevel(level, { name, levels });
  const size = levels[level] ?? plain;
  const { window = wholeWindow(size) } = request;
  const bands = request.bands ?? plain.bands.map((_, index) => index + 1);
  assertWindow(window, { name, ...size });
  assertBands(bands, { name, bandCount: plain.bands.length });
  const rowBytes = window.width * bands.length * bytesPerSample(sampleType);
  assertAffordable(rowBytes * window.height, { name, window, most: largestRead });
  const pieces = piecesOf(window, Math.max(1, Math.floor(BYTES_AT_ONCE / rowBytes)), plain.info.blockHeight);
  const ask = (piece: Window) =>
    decoder.ask({ kind: "read", request: { level, bands, window: piece } }, signal);
  const [only] = pieces;
  if (pieces.length === 1 && only !== undefined) return ask(only);
  const data = newSamples(sampleType, window.width * window.height * bands.length);
  const validity = new Uint8Array(window.width * window.height).fill(1);
  for (const piece of pieces) {
    const block = await ask(piece);
    const at = (piece.y - window.y) * window.width;
    data.set(block.data, at * bands.length);
    if (block.validity !== null) validity.set(block.validity, at);
  }
  const { width, height } = window;
  return { width, height, bandCount: bands.length, data, validity: validity.includes(0) ? validity : null };
}

/** Pieces end where blocks end, where they fit. */
function piecesOf(window: Window, rows: number, blockHeight: number): readonly Window[] {
  const pieces: Window[] = [];
  const end = window.y + window.height;
  for (let y = window.y; y < end; ) {
    const whole = y + rows - ((y + rows) % blockHeight);
    const next = Math.min(end, whole > y ? whole : y + rows);
    pieces.push({ ...window, y, height: next - y });
    y = next;
  }
  return pieces;
}
