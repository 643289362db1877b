import { pairedDifference } from "@undercoat/statistics";
import type { StudyRow } from "./study-table.ts";

/** How much more one arm scores than another one with the same seeds, in shares of 1. */
export interface Gain {
  /** Of the other arm, such as `random/frozen`. */
  readonly reference: string;
  readonly mean: number;
  /** Student's t interval over the seeds; null for a single seed. */
  readonly interval: readonly [number, number] | null;
  /** Seeds that both have. */
  readonly n: number;
  /** Where the interval lies; "cannot tell" if it holds 0, or with a single seed. */
  readonly verdict: "above" | "below" | "cannot tell";
}

/** The paired gain over the seeds that both have a score for; null without one. */
export function gainOf(
  own: readonly StudyRow[],
  others: readonly StudyRow[],
  { score, level }: { readonly score: string; readonly level: number },
): Gain | null {
  const pairs = own.flatMap((row) => {
    const other = others.find(({ seed }) => seed === row.seed);
    const [a, b] = [row.scores[score] ?? null, other?.scores[score] ?? null];
    return a === null || b === null ? [] : [[a, b] as const];
  });
  if (pairs.length === 0) return null;
  const { mean, interval, n, verdict } = pairedDifference(
    pairs.map(([a]) => a),
    pairs.map(([, b]) => b),
    level,
  );
  return { reference: others[0]!.arm, mean, interval, n, verdict };
}
