import { MetricsError } from "../errors.ts";

/** Refuses a number of bins that is not an integer from 2 to 65536. */
export function assertBins(bins: number, what: string): void {
  if (Number.isInteger(bins) && bins >= 2 && bins <= 2 ** 16) return;
  throw new MetricsError("BINS_UNUSABLE", {
    message: `${what} was asked for ${bins} bins, but needs an integer from 2 to 65536; leave it out for the default`,
    context: { bins },
  });
}
