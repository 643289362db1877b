import { MetricsError } from "../errors.ts";

/** Refuses a bootstrap without a unit. */
export function assertUnits(used: number, given: number): void {
  if (used > 0) return;
  throw new MetricsError("EMPTY_INPUT", {
    message: `${given} units were given to resample, of which 0 hold a valid pixel, but at least 1 was expected; check labels and predictions`,
    context: { units: given },
  });
}
