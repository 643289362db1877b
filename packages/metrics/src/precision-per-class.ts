import type { ConfusionCounts } from "./confusion-matrix.ts";
import { classMargins, ratio } from "./internal/margins.ts";

/** Share of the pixels predicted as a class that are of it, `TP / (TP + FP)`; null where none is predicted. */
export function precisionPerClass(confusion: ConfusionCounts): (number | null)[] {
  return classMargins(confusion).map(({ hits, predicted }) => ratio(hits, predicted));
}
