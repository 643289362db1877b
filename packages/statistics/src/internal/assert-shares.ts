import { StatisticsError } from "../errors.ts";

/** Shares written with a few decimals may miss 1 by this. */
const SLACK = 1e-6;

/** Refuses shares of classes that are not one per class, not from 0 to 1, or do not sum to 1. */
export function assertShares(shares: readonly number[], classes: number): void {
  if (shares.length === 0)
    throw new StatisticsError("EMPTY_INPUT", {
      message: "0 classes were given, but at least 1 was expected; give a share of the map for each",
    });
  if (shares.length !== classes)
    throw new StatisticsError("LENGTH_MISMATCH", {
      message: `${shares.length} shares of the map were given for ${classes} classes; give one for each, in the same order`,
      context: { shares: shares.length, classes },
    });
  const sum = shares.reduce((total, share) => total + share, 0);
  if (shares.every((share) => share >= 0) && Math.abs(sum - 1) <= SLACK) return;
  throw new StatisticsError("OUTSIDE_RANGE", {
    message: `shares of the map are ${shares.slice(0, 12).join(", ")} and sum to ${sum}, but shares from 0 that sum to 1 were expected; divide each class's area by the whole`,
    context: { shares, sum },
  });
}
