import { type Components, connectedComponents } from "@undercoat/morphology";
import type { LabelMap } from "@undercoat/raster";
import { MetricsError } from "./errors.ts";
import { assertSameMaps } from "./internal/assert-maps.ts";
import { classPixels } from "./internal/class-pixels.ts";
import { ratio } from "./internal/margins.ts";

/** Options of {@link objectScores}. */
export interface ObjectScoresOptions {
  /** The class whose connected pixels are objects. */
  readonly classIndex: number;
  /** 4: pixels touch along an edge; 8: along an edge or at a corner. Default: 4. */
  readonly connectivity?: 4 | 8;
  /** A pair of objects matches where its IoU is **above** the threshold. Default: [0.5]. */
  readonly iouThresholds?: readonly number[];
}

/** Matches at one threshold. */
export interface ObjectMatches {
  readonly iouThreshold: number;
  readonly truePositives: number;
  /** Null without a predicted object. */
  readonly precision: number | null;
  /** Null without an object in the reference. */
  readonly recall: number | null;
  /** Null where neither map has one. */
  readonly f1: number | null;
  /** Mean IoU of the matched pairs; null without one. */
  readonly meanIou: number | null;
}

/** How many objects were found. */
export interface ObjectScores {
  readonly referenceObjects: number;
  readonly predictedObjects: number;
  /** Predicted less reference. */
  readonly countError: number;
  /** One for each threshold, in the order given. */
  readonly matches: readonly ObjectMatches[];
}

/**
 * Precision, recall and F1 of objects, such as buildings: connected components of a class, matched one to one by IoU.
 *
 * @remarks At thresholds of 0.5 and above an object can have one partner only; below, pairs are taken by falling IoU. Pixels
 *   that the reference ignores belong to no object of either map.
 * @throws {MetricsError} `SIZE_MISMATCH`, `SCHEME_MISMATCH`; `OPTION_OUTSIDE` for a class that the scheme does not have, or
 *   thresholds that are not from 0 to below 1.
 *
 * @example
 * ```ts
 * const { matches, countError } = objectScores(labels, predicted, { classIndex: 1, connectivity: 8 });
 * ```
 */
export function objectScores(
  reference: LabelMap,
  predicted: LabelMap,
  { classIndex, connectivity = 4, iouThresholds = [0.5] }: ObjectScoresOptions,
): ObjectScores {
  assertSameMaps(reference, predicted);
  assertOptions(reference, classIndex, iouThresholds);
  const [a, b] = [reference, predicted].map((labels) =>
    connectedComponents(classPixels(labels, reference, classIndex), { connectivity }),
  ) as [Components, Components];
  const pairs = overlaps(a, b).toSorted((one, other) => other.iou - one.iou);
  return {
    referenceObjects: a.count,
    predictedObjects: b.count,
    countError: b.count - a.count,
    matches: iouThresholds.map((threshold) => matchesAt(threshold, pairs, [a.count, b.count])),
  };
}

interface Pair {
  readonly reference: number;
  readonly predicted: number;
  readonly iou: number;
}

function overlaps(a: Components, b: Components): Pair[] {
  const shared = new Map<number, number>();
  for (let pixel = 0; pixel < a.data.length; pixel++) {
    if (a.data[pixel] === 0 || b.data[pixel] === 0) continue;
    const key = a.data[pixel]! * (b.count + 1) + b.data[pixel]!;
    shared.set(key, (shared.get(key) ?? 0) + 1);
  }
  return [...shared].map(([key, pixels]) => {
    const [reference, predicted] = [Math.floor(key / (b.count + 1)), key % (b.count + 1)];
    const either = a.sizes[reference - 1]! + b.sizes[predicted - 1]! - pixels;
    return { reference, predicted, iou: pixels / either };
  });
}

function matchesAt(
  iouThreshold: number,
  pairs: readonly Pair[],
  [referenceObjects, predictedObjects]: readonly [number, number],
): ObjectMatches {
  const [taken, found] = [new Set<number>(), new Set<number>()];
  let sum = 0;
  for (const { reference, predicted, iou } of pairs) {
    if (iou <= iouThreshold || taken.has(reference) || found.has(predicted)) continue;
    taken.add(reference);
    found.add(predicted);
    sum += iou;
  }
  return {
    iouThreshold,
    truePositives: taken.size,
    precision: ratio(taken.size, predictedObjects),
    recall: ratio(taken.size, referenceObjects),
    f1: ratio(2 * taken.size, referenceObjects + predictedObjects),
    meanIou: ratio(sum, taken.size),
  };
}

function assertOptions({ scheme }: LabelMap, classIndex: number, iouThresholds: readonly number[]): void {
  if (scheme.classes[classIndex] === undefined)
    throw new MetricsError("OPTION_OUTSIDE", {
      message: `classIndex is ${classIndex}, but class scheme "${scheme.name}" has indices 0 to ${scheme.classes.length - 1}; name one of them`,
      context: { classIndex, classes: scheme.classes.length },
    });
  const wrong = iouThresholds.find((threshold) => !(threshold >= 0 && threshold < 1));
  if (wrong !== undefined)
    throw new MetricsError("OPTION_OUTSIDE", {
      message: `IoU threshold is ${wrong}, but numbers from 0 to below 1 were expected; 0.5 is usual`,
      context: { iouThreshold: wrong },
    });
}
