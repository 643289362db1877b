import { TensorboardError } from "./errors.ts";

/** Counts of values between edges, as TensorBoard draws them. */
export interface Histogram {
  readonly min: number;
  readonly max: number;
  readonly count: number;
  readonly sum: number;
  readonly sumOfSquares: number;
  /** Upper edge of every bucket, rising. */
  readonly limits: readonly number[];
  /** Values of every bucket: above the edge before, up to its own. */
  readonly counts: readonly number[];
}

/**
 * Histogram of values in `buckets` equal steps from the lowest to the highest.
 *
 * @throws {TensorboardError} `EVENT_REFUSED` for no value, a value that is not finite, or fewer than 1 bucket.
 */
export function histogramOf(
  values: ArrayLike<number>,
  { buckets = 30 }: { readonly buckets?: number } = {},
): Histogram {
  if (values.length === 0 || !Number.isInteger(buckets) || buckets < 1)
    throw refused(`${values.length} values in ${buckets} buckets, expected at least 1 of both; leave it out`);
  let [min, max, sum, sumOfSquares] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, 0];
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (!Number.isFinite(value))
      throw refused(`value ${i} is ${value}, expected a finite number; leave it out`);
    min = Math.min(min, value);
    max = Math.max(max, value);
    sum += value;
    sumOfSquares += value * value;
  }
  const width = (max - min) / buckets;
  const counts = new Array<number>(buckets).fill(0);
  for (let i = 0; i < values.length; i++) {
    const bucket =
      width === 0
        ? buckets - 1
        : Math.min(buckets - 1, Math.max(0, Math.ceil((values[i]! - min) / width) - 1));
    counts[bucket] = counts[bucket]! + 1;
  }
  const limits = counts.map((_, bucket) => (bucket === buckets - 1 ? max : min + width * (bucket + 1)));
  return { min, max, count: values.length, sum, sumOfSquares, limits, counts };
}

function refused(message: string): TensorboardError {
  return new TensorboardError("EVENT_REFUSED", { message: `histogram has ${message}` });
}
