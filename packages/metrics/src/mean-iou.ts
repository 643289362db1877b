import type { ClassMean } from "./class-mean.ts";
import type { ConfusionCounts } from "./confusion-matrix.ts";
import { meanOverPresent } from "./internal/mean-over-present.ts";
import { iouPerClass } from "./iou-per-class.ts";

/** Mean of {@link iouPerClass} over the classes that occur in the reference or in the prediction. */
export function meanIou(confusion: ConfusionCounts): ClassMean {
  return meanOverPresent(confusion, iouPerClass(confusion));
}
