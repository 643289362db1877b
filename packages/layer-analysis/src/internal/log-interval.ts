import { tInterval } from "@undercoat/statistics";

/** Low and high end. */
export type Interval = readonly [number, number];

/** Where an interval of a ratio lies against 1. */
export type Verdict = "above" | "below" | "cannot tell";

/** t interval of the geometric mean of positive numbers; null where fewer than 2, or one is 0 or infinite. */
export function logMeanInterval(values: readonly number[], level: number): Interval | null {
  const logs = values.map(Math.log);
  if (logs.length < 2 || !logs.every(Number.isFinite)) return null;
  const interval = tInterval(logs, level);
  return interval === null ? null : [Math.exp(interval[0]), Math.exp(interval[1])];
}

/** What an interval says; without one, nothing. */
export function verdictOf(interval: Interval | null): Verdict {
  if (interval === null) return "cannot tell";
  if (interval[0] > 1) return "above";
  return interval[1] < 1 ? "below" : "cannot tell";
}
