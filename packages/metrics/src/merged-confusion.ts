import { type ConfusionMatrix, confusionMatrix, type MergeableConfusion } from "./confusion-matrix.ts";
import { MetricsError } from "./errors.ts";

/**
 * One matrix that holds the counts of several, such as one per scene. The ones given stay as they are.
 *
 * @throws {MetricsError} `EMPTY_INPUT` without a matrix; `SCHEME_MISMATCH` if the classes differ;
 *   `COUNT_OVERFLOW` beyond 2^53 pixels.
 */
export function mergedConfusion(parts: readonly MergeableConfusion[]): ConfusionMatrix {
  const [first] = parts;
  if (first === undefined) {
    throw new MetricsError("EMPTY_INPUT", {
      message: "0 confusion matrices were given to merge, but at least 1 was expected; count a scene first",
    });
  }
  const merged = confusionMatrix(first.scheme);
  for (const part of parts) merged.merge(part);
  return merged;
}
