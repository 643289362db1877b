import { availableParallelism } from "node:os";
import type { IsolationOptions } from "./internal/isolated/isolation.ts";
import { assertKnown, positiveNumbers, refusedOption } from "./internal/option-checks.ts";
import type { WebOptions } from "./internal/web/web-options.ts";

/** Options of `openGeoTiff` and `openGeoTiffBuffer`. A name that is not listed here is refused, and so is NaN. */
export interface OpenGeoTiffOptions {
  /** Most bytes of samples that one read may return; default 2 GiB. */
  readonly largestRead?: number;
  /** Most bytes that one tile or strip may unpack to; default 256 MiB. RowsPerStrip may legally say 2^32 − 1. */
  readonly largestBlock?: number;
  /** Most tiles or strips of one image; default 8 Mi. */
  readonly mostBlocks?: number;
  /** Most images of a file (overviews, validity images, pages) that are looked at; default 10 000. */
  readonly mostImages?: number;
  /** Most tags of one image; default 10 000. */
  readonly mostTags?: number;
  /**
   * Blocks that are decompressed at a time, beside the calling thread (in libuv's pool, whose size is the
   * environment variable `UV_THREADPOOL_SIZE`); default: the processors, at most 4. With 1, all is done in the
   * calling thread.
   */
  readonly concurrency?: number;
  /**
   * Gives `sample · scale + offset` with the factors that the file names for each band, as float64, NaN where
   * there is no data; default false: samples come as stored.
   */
  readonly scaled?: boolean;
  /**
   * Decodes in a process of its own, which is ended when it takes too long or too much memory; for files from
   * strangers. Default false.
   */
  readonly isolated?: boolean | IsolationOptions;
  /** How `http:` and `https:` addresses are read. */
  readonly web?: WebOptions;
  /** Ends the opening; a read has a signal of its own. */
  readonly signal?: AbortSignal;
}

/** Internal: the numbers that bound what a file may claim. */
export interface Limits {
  readonly largestRead: number;
  readonly largestBlock: number;
  readonly mostBlocks: number;
  readonly mostImages: number;
  readonly mostTags: number;
  readonly concurrency: number;
}

/** Internal: the defaults of {@link OpenGeoTiffOptions}. */
export const DEFAULT_LIMITS: Limits = {
  largestRead: 2 ** 31,
  largestBlock: 2 ** 28,
  mostBlocks: 2 ** 23,
  mostImages: 10_000,
  mostTags: 10_000,
  concurrency: Math.min(4, availableParallelism()),
};

const OTHERS = ["scaled", "isolated", "web", "signal"];

/**
 * Internal: the limits that options ask for.
 *
 * @throws {GeoTiffError} `OPTION_REFUSED`
 */
export function limitsOf(options: OpenGeoTiffOptions): Limits {
  assertKnown(options, [...Object.keys(DEFAULT_LIMITS), ...OTHERS]);
  if (options.scaled !== undefined && typeof options.scaled !== "boolean")
    throw refusedOption("scaled", options.scaled, "true or false was expected");
  return positiveNumbers<keyof Limits>(options, DEFAULT_LIMITS);
}
