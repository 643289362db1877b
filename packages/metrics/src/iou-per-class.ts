import type { ConfusionCounts } from "./confusion-matrix.ts";
import { classMargins, ratio } from "./internal/margins.ts";

/**
 * Intersection over union of every class, `TP / (TP + FP + FN)`, in the order of the scheme;
 * null for a class that occurs in neither map.
 */
export function iouPerClass(confusion: ConfusionCounts): (number | null)[] {
  return classMargins(confusion).map(({ hits, reference, predicted }) =>
    ratio(hits, reference + predicted - hits),
  );
}
