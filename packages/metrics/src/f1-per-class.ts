import type { ConfusionCounts } from "./confusion-matrix.ts";
import { classMargins, ratio } from "./internal/margins.ts";

/**
 * F1 (Dice) of every class, `2 TP / (2 TP + FP + FN)`, in the order of the scheme;
 * null for a class that occurs in neither map.
 */
export function f1PerClass(confusion: ConfusionCounts): (number | null)[] {
  return classMargins(confusion).map(({ hits, reference, predicted }) =>
    ratio(2 * hits, reference + predicted),
  );
}
