import type { ClassMean } from "../class-mean.ts";
import type { ConfusionCounts } from "../confusion-matrix.ts";
import { meanOfDefined } from "./margins.ts";

/** The mean of per-class values, with the classes named whose value is undefined. */
export function meanOverPresent({ scheme }: ConfusionCounts, values: readonly (number | null)[]): ClassMean {
  const absent = scheme.classes.filter((_, index) => values[index] === null);
  return { value: meanOfDefined(values), absentClasses: absent.map(({ name }) => name) };
}
