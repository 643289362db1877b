import type { ConfusionCounts } from "./confusion-matrix.ts";
import { meanOfDefined } from "./internal/margins.ts";
import { recallPerClass } from "./recall-per-class.ts";

/** Mean recall over the classes of the reference (balanced accuracy); null without a valid pixel. */
export function meanAccuracy(confusion: ConfusionCounts): number | null {
  return meanOfDefined(recallPerClass(confusion));
}
