import { assertKnown, positiveNumbers, refusedOption } from "../option-checks.ts";

/** Limits of the process that decodes a file from strangers. */
export interface IsolationOptions {
  /** Memory of the process, all in all; default 512. Large reads reach it in pieces and need no more. */
  readonly memoryMegabytes?: number;
  /** Longest time of one piece of work: opening, up to 32 MiB of a read, or one `rasterInfo`; default 30. */
  readonly seconds?: number;
}

/** {@link IsolationOptions} with all defaults. */
export interface Isolation {
  readonly memoryMegabytes: number;
  readonly seconds: number;
}

const DEFAULTS: Isolation = { memoryMegabytes: 512, seconds: 30 };

/** Below this, Node itself does not start. */
const LEAST_MEGABYTES = 128;

/**
 * What the option `isolated` asks for; null: nothing.
 *
 * @throws {GeoTiffError} `OPTION_REFUSED`
 */
export function isolationOf(isolated: boolean | IsolationOptions | undefined): Isolation | null {
  if (isolated === undefined || isolated === false) return null;
  if (isolated === true) return DEFAULTS;
  if (typeof isolated !== "object" || isolated === null)
    throw refusedOption("isolated", isolated, "true, false or { memoryMegabytes, seconds } was expected");
  assertKnown(isolated, Object.keys(DEFAULTS));
  const { seconds } = positiveNumbers<"seconds">(isolated, { seconds: DEFAULTS.seconds }, Number.MIN_VALUE);
  const { memoryMegabytes } = positiveNumbers<"memoryMegabytes">(
    isolated,
    { memoryMegabytes: DEFAULTS.memoryMegabytes },
    LEAST_MEGABYTES,
  );
  return { memoryMegabytes, seconds };
}
