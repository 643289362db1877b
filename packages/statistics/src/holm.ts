import { StatisticsError } from "./errors.ts";

/**
 * P-values adjusted for several tests by Holm's step-down method, in the order given, at most 1.
 *
 * @throws {StatisticsError} `OUTSIDE_RANGE` if a p-value is not from 0 to 1.
 * @see Holm 1979, Scandinavian Journal of Statistics 6, 65–70
 */
export function holm(pValues: readonly number[]): number[] {
  const outside = pValues.findIndex((p) => !(p >= 0 && p <= 1));
  if (outside !== -1) {
    throw new StatisticsError("OUTSIDE_RANGE", {
      message: `p-value ${pValues[outside]} at position ${outside} is not from 0 to 1; leave out tests without a p-value`,
      context: { value: pValues[outside], position: outside },
    });
  }
  const order = pValues.map((_, index) => index).toSorted((i, j) => pValues[i]! - pValues[j]!);
  const adjusted = new Array<number>(pValues.length).fill(1);
  let floor = 0;
  order.forEach((index, rank) => {
    floor = Math.max(floor, Math.min(1, pValues[index]! * (pValues.length - rank)));
    adjusted[index] = floor;
  });
  return adjusted;
}
