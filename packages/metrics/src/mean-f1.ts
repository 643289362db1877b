import type { ClassMean } from "./class-mean.ts";
import type { ConfusionCounts } from "./confusion-matrix.ts";
import { f1PerClass } from "./f1-per-class.ts";
import { meanOverPresent } from "./internal/mean-over-present.ts";

/** Mean of {@link f1PerClass} over the classes that occur in the reference or in the prediction. */
export function meanF1(confusion: ConfusionCounts): ClassMean {
  return meanOverPresent(confusion, f1PerClass(confusion));
}
