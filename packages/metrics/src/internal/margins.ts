import type { ConfusionCounts } from "../confusion-matrix.ts";

/** Hits and the two margins of one class. */
export interface ClassMargins {
  readonly name: string;
  /** On the diagonal. */
  readonly hits: number;
  /** Pixels of the class in the reference. */
  readonly reference: number;
  /** Pixels of the class in the prediction. */
  readonly predicted: number;
}

/** The margins of every class, in the order of the scheme. */
export function classMargins({ scheme, counts }: ConfusionCounts): ClassMargins[] {
  const order = scheme.classes.length;
  return scheme.classes.map(({ name }, index) => {
    let reference = 0;
    let predicted = 0;
    for (let other = 0; other < order; other++) {
      reference += counts[index * order + other]!;
      predicted += counts[other * order + index]!;
    }
    return { name, hits: counts[index * order + index]!, reference, predicted };
  });
}

/** The quotient, or null where it is 0/0. */
export function ratio(numerator: number, denominator: number): number | null {
  return denominator === 0 ? null : numerator / denominator;
}

/** The mean of the values that are defined, or null where none is. */
export function meanOfDefined(values: readonly (number | null)[]): number | null {
  const defined = values.filter((value) => value !== null);
  return ratio(
    defined.reduce((sum, value) => sum + value, 0),
    defined.length,
  );
}
