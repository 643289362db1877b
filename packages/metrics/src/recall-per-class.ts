import type { ConfusionCounts } from "./confusion-matrix.ts";
import { classMargins, ratio } from "./internal/margins.ts";

/** Share of the pixels of a class that are predicted as it, `TP / (TP + FN)`; null where the reference has none. */
export function recallPerClass(confusion: ConfusionCounts): (number | null)[] {
  return classMargins(confusion).map(({ hits, reference }) => ratio(hits, reference));
}
