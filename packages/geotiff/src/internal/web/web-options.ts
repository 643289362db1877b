import { assertKnown, positiveNumbers, refusedOption } from "../option-checks.ts";

/** How `http:` and `https:` addresses are read. */
export interface WebOptions {
  /** Sent with every request, such as `{ authorization: "Bearer …" }`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Times that a request is tried where the way or the server fails; default 4. */
  readonly tries?: number;
  /** Pause before the second try, doubled before each one after it; default 0.25. */
  readonly pauseSeconds?: number;
  /** Longest time of one try; default 30. */
  readonly seconds?: number;
  /** Bytes that the first request asks for: a COG has its header there; default 256 KiB. */
  readonly headBytes?: number;
  /** Most bytes kept of what was read, so that no piece is fetched twice; default 64 MiB. */
  readonly cacheBytes?: number;
  /** A server that cannot send pieces is asked for the whole file, up to this many bytes; default 256 MiB. */
  readonly largestWhole?: number;
}

/** {@link WebOptions} with all defaults. */
export interface WebLimits {
  readonly headers: Readonly<Record<string, string>>;
  readonly tries: number;
  readonly pauseSeconds: number;
  readonly seconds: number;
  readonly headBytes: number;
  readonly cacheBytes: number;
  readonly largestWhole: number;
}

const DEFAULTS = { tries: 4, headBytes: 2 ** 18, cacheBytes: 2 ** 26, largestWhole: 2 ** 28 };
const DEFAULT_SECONDS = { pauseSeconds: 0.25, seconds: 30 };

/** @throws {GeoTiffError} `OPTION_REFUSED` */
export function webLimitsOf(options: WebOptions = {}): WebLimits {
  assertKnown(options, ["headers", ...Object.keys(DEFAULTS), ...Object.keys(DEFAULT_SECONDS)]);
  const { headers = {} } = options;
  for (const [name, value] of Object.entries(headers)) {
    if (typeof value !== "string") throw refusedOption(`headers.${name}`, value, "a text was expected");
  }
  return {
    headers,
    ...positiveNumbers<keyof typeof DEFAULTS>(options, DEFAULTS),
    ...positiveNumbers<keyof typeof DEFAULT_SECONDS>(options, DEFAULT_SECONDS, Number.MIN_VALUE),
  };
}
