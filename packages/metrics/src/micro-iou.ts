import type { ConfusionCounts } from "./confusion-matrix.ts";
import { classMargins, ratio } from "./internal/margins.ts";

/**
 * IoU over the pixels of all classes together (micro): `Σ hits / Σ unions`; null without a valid pixel. Frequent classes
 * decide it, as they do {@link overallAccuracy} (which is micro precision, recall and F1 at once); {@link meanIou} and
 * {@link meanF1} are the macro means.
 */
export function microIou(confusion: ConfusionCounts): number | null {
  const margins = classMargins(confusion);
  return ratio(
    margins.reduce((sum, one) => sum + one.hits, 0),
    margins.reduce((sum, one) => sum + one.reference + one.predicted - one.hits, 0),
  );
}
