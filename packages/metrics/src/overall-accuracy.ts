import type { ConfusionCounts } from "./confusion-matrix.ts";
import { classMargins, ratio } from "./internal/margins.ts";

/** Share of the valid pixels whose predicted class is the reference's; null without a valid pixel. */
export function overallAccuracy(confusion: ConfusionCounts): number | null {
  const margins = classMargins(confusion);
  const hits = margins.reduce((sum, one) => sum + one.hits, 0);
  return ratio(
    hits,
    margins.reduce((sum, one) => sum + one.reference, 0),
  );
}
