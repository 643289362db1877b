import type { ConfusionCounts } from "./confusion-matrix.ts";
import { classMargins, ratio } from "./internal/margins.ts";

/** Mean IoU weighted by each class's share of the reference; null without a valid pixel. */
export function frequencyWeightedIou(confusion: ConfusionCounts): number | null {
  let weighted = 0;
  let total = 0;
  for (const { hits, reference, predicted } of classMargins(confusion)) {
    weighted += reference * (ratio(hits, reference + predicted - hits) ?? 0);
    total += reference;
  }
  return ratio(weighted, total);
}
