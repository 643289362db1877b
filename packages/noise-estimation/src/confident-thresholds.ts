import { IGNORE_INDEX } from "@undercoat/raster";
import {
  assertClassCount,
  assertClasses,
  isDistribution,
  type LabelledPixels,
  unknownClass,
  unusableRow,
} from "./labelled-pixels.ts";

/** The first pass of confident learning, block by block. */
export interface ThresholdCounter {
  /** Adds the pixels of one window. */
  update(pixels: LabelledPixels): void;
  /** Mean probability of class k over the pixels labelled k; 2, which no probability reaches, where none is. */
  thresholds(): number[];
  /** Pixels labelled k so far. */
  labelCounts(): number[];
}

/** The threshold of a class that no label has: out of reach. */
export const ABSENT = 2;

/**
 * Counts the confidence threshold of each class, `t_k = mean of p_k over pixels labelled k`. Memory: a few numbers.
 *
 * @throws {NoiseEstimationError} `ONE_CLASS`; from `update` what {@link assertLabelledPixels} throws, and
 *   `SIZE_MISMATCH` for another number of classes.
 * @see {@link https://arxiv.org/abs/1911.00068 | Northcutt et al., JAIR 2021}, equation 2
 *
 * @example
 * ```ts
 * const first = confidentThresholds(3);
 * for (const pixels of windows) first.update(pixels);
 * const joint = jointCounter(first.thresholds());
 * ```
 */
export function confidentThresholds(classes: number): ThresholdCounter {
  assertClassCount(classes);
  const sums = new Float64Array(classes);
  const counts = new Float64Array(classes);
  return Object.freeze({
    update(pixels: LabelledPixels) {
      assertClasses(classes, pixels);
      const { labels, probabilities } = pixels;
      for (let pixel = 0; pixel < labels.length; pixel++) {
        const label = labels[pixel]!;
        if (label === IGNORE_INDEX) continue;
        if (label >= classes) throw unknownClass(label, pixel, classes);
        const start = pixel * classes;
        let sum = 0;
        let size = 0; // with the sum if and only if none is negative
        for (let cell = start; cell < start + classes; cell++) {
          const probability = probabilities[cell]!;
          sum += probability;
          size += Math.abs(probability);
        }
        if (!isDistribution(sum, sum - size)) throw unusableRow(pixels, pixel);
        sums[label]! += probabilities[start + label]!;
        counts[label]! += 1;
      }
    },
    thresholds: () => Array.from(sums, (sum, label) => (counts[label] === 0 ? ABSENT : sum / counts[label]!)),
    labelCounts: () => [...counts],
  });
}
