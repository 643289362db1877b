import { setTimeout as pause } from "node:timers/promises";
import { GeoTiffError, isGeoTiffError } from "../../errors.ts";
import type { WebLimits } from "./web-options.ts";

/** Answers after which the same request may succeed later. */
const PASSING: readonly number[] = [408, 425, 429, 500, 502, 503, 504];

/** Failures that no second try changes. */
const LASTING: readonly string[] = ["ENOTFOUND", "bad port", "redirect count exceeded"];

/** A server that asks for a longer pause than this is not waited for. */
const LONGEST_PAUSE = 10;

/** An address, and what messages call it. */
export interface Address {
  readonly url: string;
  readonly name: string;
}

/** A piece of a file, or the whole of it where the server cannot send pieces. */
export interface Answer {
  readonly bytes: Uint8Array;
  readonly isWhole: boolean;
  /** Size of the file. */
  readonly size: number;
  /** What changes when the file does: ETag, else Last-Modified, else nothing. */
  readonly version: string;
}

/** The request for a piece: first and last byte. */
export interface RangeRequest {
  readonly first: number;
  readonly last: number;
  readonly signal: AbortSignal | undefined;
}

/** What passes may be tried again. */
class PassingFailure {
  readonly words: string;
  readonly seconds: number;
  readonly cause: unknown;

  constructor(words: string, { seconds = 0, cause }: { seconds?: number; cause?: unknown }) {
    this.words = words;
    this.seconds = seconds;
    this.cause = cause;
  }
}

/**
 * Fetches bytes `first` … `last` of a file, again after a growing pause where the way or the server fails.
 *
 * @throws {GeoTiffError} `FILE_UNREADABLE`; an aborted `signal` throws its reason.
 */
export async function fetchRange(address: Address, range: RangeRequest, limits: WebLimits): Promise<Answer> {
  let wait = limits.pauseSeconds;
  for (let tries = 1; ; tries++) {
    const found = await tryOnce(address, range, limits);
    if (!(found instanceof PassingFailure)) return found;
    if (tries >= limits.tries || found.seconds > LONGEST_PAUSE) {
      throw unreadable(address, `${found.words}, tried ${tries} times; try later`, { tries }, found.cause);
    }
    await pause(Math.max(wait, found.seconds) * 1000, undefined, { signal: range.signal }).catch(() => {
      range.signal?.throwIfAborted();
    });
    wait *= 2;
  }
}

async function tryOnce(
  address: Address,
  range: RangeRequest,
  limits: WebLimits,
): Promise<Answer | PassingFailure> {
  const { first, last, signal } = range;
  signal?.throwIfAborted();
  const ending = AbortSignal.timeout(Math.ceil(limits.seconds * 1000));
  try {
    const response = await fetch(address.url, {
      headers: { ...limits.headers, range: `bytes=${first}-${last}`, "accept-encoding": "identity" },
      signal: signal === undefined ? ending : AbortSignal.any([signal, ending]),
    });
    return await answerOf(address, response, { range, limits });
  } catch (cause) {
    signal?.throwIfAborted();
    if (isGeoTiffError(cause)) throw cause;
    if (ending.aborted) return new PassingFailure(`sent nothing for ${limits.seconds} seconds`, { cause });
    const words = wordsOf(cause);
    if (LASTING.includes(words))
      throw unreadable(address, `cannot be reached (${words}); check the address`, {}, cause);
    return new PassingFailure(`cannot be reached (${words})`, { cause });
  }
}

interface Asked {
  readonly range: RangeRequest;
  readonly limits: WebLimits;
}

async function answerOf(
  address: Address,
  response: Response,
  { range, limits }: Asked,
): Promise<Answer | PassingFailure> {
  const { status, headers } = response;
  const version = headers.get("etag") ?? headers.get("last-modified") ?? "";
  if (status === 206) return pieceOf(address, response, { range, version });
  if (status === 200) return wholeOf(address, response, { limits, version });
  await response.body?.cancel();
  const [, empty] = /^bytes \*\/(\d+)$/.exec(headers.get("content-range") ?? "") ?? [];
  if (status === 416 && empty !== undefined && Number(empty) <= range.first)
    return { bytes: new Uint8Array(0), isWhole: false, size: Number(empty), version };
  const words = `answered ${status}${response.statusText === "" ? "" : ` (${response.statusText})`}`;
  if (PASSING.includes(status))
    return new PassingFailure(words, { seconds: Number(headers.get("retry-after")) || 0 });
  throw unreadable(address, `${words}, a file was expected; ${adviceFor(status)}`, { status });
}

function adviceFor(status: number): string {
  if (status === 401 || status === 403)
    return "it needs a permission, such as web: { headers: { authorization } }";
  return status === 404 || status === 410 ? "it is gone, check the address" : "check the address";
}

async function pieceOf(
  address: Address,
  response: Response,
  { range, version }: { range: RangeRequest; version: string },
): Promise<Answer | PassingFailure> {
  const told = response.headers.get("content-range") ?? "";
  const [, first, last, size] = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(told)?.map(Number) ?? [];
  const isIdentity = ["", "identity"].includes(response.headers.get("content-encoding") ?? "");
  const isAsked =
    size !== undefined && first === range.first && last === Math.min(range.last, size - 1) && isIdentity;
  if (!isAsked) {
    await response.body?.cancel();
    throw unreadable(
      address,
      `was asked for bytes ${range.first} to ${range.last}, but answered "${told.slice(0, 60)}"` +
        `${isIdentity ? "" : ", compressed"}; its server does not send pieces, download the file first`,
      { told },
    );
  }
  const expected = last - first + 1;
  const bytes = await bodyOf(response, expected);
  if (bytes.length === expected) return { bytes, isWhole: false, size, version };
  return new PassingFailure(
    `sent ${bytes.length === expected + 1 ? "more" : bytes.length} of ${expected} bytes`,
    {},
  );
}

async function wholeOf(
  address: Address,
  response: Response,
  { limits, version }: { limits: WebLimits; version: string },
): Promise<Answer | PassingFailure> {
  const told = response.headers.get("content-length");
  const most = limits.largestWhole;
  const bytes = Number(told ?? 0) > most ? null : await bodyOf(response, most);
  if (bytes === null || bytes.length > most) {
    await response.body?.cancel().catch(() => {});
    throw unreadable(
      address,
      `is larger than ${most} bytes and its server does not send pieces; download it first, or raise web.largestWhole`,
      { told, most },
    );
  }
  const isIdentity = ["", "identity"].includes(response.headers.get("content-encoding") ?? "");
  if (told !== null && isIdentity && bytes.length !== Number(told))
    return new PassingFailure(`sent ${bytes.length} of ${told} bytes`, {});
  return { bytes, isWhole: true, size: bytes.length, version };
}

/** The body, cut one byte after `most`: a server must not fill the memory. */
async function bodyOf(response: Response, most: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of response.body ?? []) {
    parts.push(part);
    length += part.length;
    if (length > most) break; // leaving the loop ends the request
  }
  const bytes = new Uint8Array(Math.min(length, most + 1));
  let at = 0;
  for (const part of parts) {
    bytes.set(part.subarray(0, bytes.length - at), at);
    at += part.length;
  }
  return bytes;
}

/** An error for an address that cannot be read. */
export function unreadable(
  { name }: Address,
  what: string,
  context: Readonly<Record<string, unknown>> = {},
  cause?: unknown,
): GeoTiffError {
  return new GeoTiffError("FILE_UNREADABLE", {
    message: `"${name}" ${what}`,
    context: { name, ...context },
    cause,
  });
}

/** `fetch` says "fetch failed" and hides the reason. */
function wordsOf(error: unknown): string {
  const inner = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = inner instanceof Error && "code" in inner ? String(inner.code) : "";
  const words = inner instanceof Error ? inner.message.split("\n", 1)[0] : String(inner);
  return code === "" ? (words ?? "") : code;
}
