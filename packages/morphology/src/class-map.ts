import type { BinaryMap } from "./binary-map.ts";
import { assertClassIndex, assertMap } from "./internal/checks.ts";

/**
 * The pixels of one class of a label map, as a binary map. Ignored pixels (255) are outside of every class.
 *
 * @throws {MorphologyError} `SIZE_MISMATCH`, `CLASS_INDEX_UNUSABLE`.
 */
export function classMap(labels: BinaryMap, classIndex: number): BinaryMap {
  assertMap(labels);
  assertClassIndex(classIndex);
  const { width, height } = labels;
  return { width, height, data: labels.data.map((index) => (index === classIndex ? 1 : 0)) };
}
