import { GeoTiffError } from "../../errors.ts";
import { type ByteRange, type ByteSource, memoryByteSource } from "../byte-source.ts";
import { inTurns } from "../in-turns.ts";
import { type Address, type Answer, fetchRange, unreadable } from "./fetch-range.ts";
import { pieceCache } from "./piece-cache.ts";
import type { WebLimits } from "./web-options.ts";

/** Pieces that are cached and asked for. */
const PIECE = 2 ** 16;

/** Pieces that are fetched although nobody asked, where that saves a request. */
const LARGEST_GAP = 2;

/** Pieces of one request. */
const MOST_AT_ONCE = 128;

/** Requests at a time. */
const PARALLEL = 4;

/** Whether a path is an address of the web. */
export function isWebAddress(path: string): boolean {
  return /^https?:\/\//i.test(path);
}

/**
 * The bytes behind an address, in few requests: the first one brings the head of the file, later ones join
 * neighbouring pieces, and what was read is kept. A file that changes meanwhile is refused.
 *
 * @throws {GeoTiffError} `FILE_UNREADABLE`, `FILE_CHANGED`
 */
export async function webSource(
  path: string,
  limits: WebLimits,
  signal: AbortSignal | undefined,
): Promise<ByteSource> {
  const address = addressOf(path);
  const head = await fetchRange(address, { first: 0, last: Math.ceil(limits.headBytes) - 1, signal }, limits);
  if (head.isWhole) return memoryByteSource(head.bytes, address.name);
  return piecewise(address, { head, limits, signal });
}

interface Opened {
  readonly head: Answer;
  readonly limits: WebLimits;
  readonly signal: AbortSignal | undefined;
}

function piecewise(address: Address, { head, limits, signal: opening }: Opened): ByteSource {
  const cache = pieceCache({ size: head.size, pieceSize: PIECE, mostBytes: limits.cacheBytes });
  cache.add(0, head.bytes);
  let openSignal = opening;
  const fetchPieces = async ({ from, to }: Span, signal: AbortSignal | undefined) => {
    const first = from * PIECE;
    const last = Math.min((to + 1) * PIECE, head.size) - 1;
    const answer = await fetchRange(address, { first, last, signal: signal ?? openSignal }, limits);
    assertUnchanged(address, head, answer);
    cache.add(from, answer.bytes);
    return answer.bytes;
  };
  return {
    name: address.name,
    size: head.size,
    async read(offset, length, signal) {
      if (length === 0) return new Uint8Array(0);
      const kept = cache.read(offset, length);
      if (kept !== null) return kept;
      const from = Math.floor(offset / PIECE);
      const bytes = await fetchPieces({ from, to: Math.floor((offset + length - 1) / PIECE) }, signal);
      const start = offset - from * PIECE;
      if (start + length <= bytes.length) return bytes.slice(start, start + length);
      throw unreadable(address, `has ${head.size} bytes, ${offset + length} were expected; the file was cut`);
    },
    async prepare(ranges, signal) {
      await inTurns(spansOf(ranges, cache.has), PARALLEL, async (span) => {
        await fetchPieces(span, signal);
      });
    },
    doneOpening() {
      openSignal = undefined;
    },
    close: async () => cache.clear(),
  };
}

/** Pieces `from` … `to`, both included. */
interface Span {
  readonly from: number;
  readonly to: number;
}

/** The pieces that are not there yet, as few requests. */
function* spansOf(ranges: readonly ByteRange[], has: (piece: number) => boolean): Generator<Span> {
  const wanted = new Set<number>();
  for (const { offset, length } of ranges) {
    for (let piece = Math.floor(offset / PIECE); piece * PIECE < offset + length; piece++)
      if (length > 0 && !has(piece)) wanted.add(piece);
  }
  const pieces = [...wanted].sort((one, other) => one - other);
  let [first, ...rest] = pieces;
  if (first === undefined) return;
  let last = first;
  for (const piece of rest) {
    if (piece - last > LARGEST_GAP + 1 || piece - first >= MOST_AT_ONCE) {
      yield { from: first, to: last };
      first = piece;
    }
    last = piece;
  }
  yield { from: first, to: last };
}

function assertUnchanged({ name }: Address, head: Answer, answer: Answer): void {
  if (answer.size === head.size && answer.version === head.version && !answer.isWhole) return;
  throw new GeoTiffError("FILE_CHANGED", {
    message:
      `"${name}" changed while it was read: it had ${head.size} bytes and version ${head.version || "none"}, ` +
      `now ${answer.size} and ${answer.version || "none"}; open it again`,
    context: { name, sizes: [head.size, answer.size], versions: [head.version, answer.version] },
  });
}

/** Secrets of an address do not belong into messages. */
function addressOf(path: string): Address {
  if (!URL.canParse(path))
    throw unreadable({ url: path, name: path.slice(0, 200) }, "is no address; check it");
  const url = new URL(path);
  const name = `${url.origin}${url.pathname}${url.search === "" ? "" : "?…"}`;
  if (url.username === "" && url.password === "") return { url: url.href, name };
  throw unreadable(
    { url: url.href, name },
    "has a user or a password in its address, which is not sent; give web: { headers: { authorization } }",
  );
}
