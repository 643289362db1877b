import { IGNORE_INDEX } from "@undercoat/raster";
import {
  assertClassCount,
  assertClasses,
  isDistribution,
  type LabelledPixels,
  unknownClass,
  unusableRow,
} from "./labelled-pixels.ts";

/** Counts of confident pixels: what the second pass of confident learning leaves. They add up over windows. */
export interface JointCounts {
  readonly classes: number;
  /** `[noisy · K + clean]`: confident pixels labelled `noisy` that look like `clean`. */
  readonly confident: Float64Array;
  /** All pixels by label. */
  readonly labelled: Float64Array;
  /** Pixels whose most probable class is their label, by label. */
  readonly agreeing: Float64Array;
  /** Confident pixels that look like another class, whose most probable class is another too, by label. */
  readonly contradicted: Float64Array;
}

/** The second pass of confident learning, block by block. */
export interface JointCounter extends JointCounts {
  /** Adds the pixels of one window. */
  update(pixels: LabelledPixels): void;
}

const NONE = -1;

/** Comparisons with a threshold forgive this much, as in the reference. */
export const THRESHOLD_SLACK = 1e-6;

/**
 * Counts confident pixels by label and apparent class: a pixel counts if some probability reaches the threshold of
 * its class, towards that class; if several do, towards the most probable class of all.
 *
 * @param thresholds - Of the same labels and probabilities: {@link confidentThresholds}.
 * @throws {NoiseEstimationError} from `update`: as {@link confidentThresholds}.
 * @see {@link https://arxiv.org/abs/1911.00068 | Northcutt et al., JAIR 2021}, equation 1
 *
 * @example
 * ```ts
 * const counter = jointCounter(first.thresholds());
 * for (const pixels of windows) counter.update(pixels);
 * const { prior, transitionMatrix } = noiseModel(confidentJoint(counter));
 * ```
 */
export function jointCounter(thresholds: readonly number[]): JointCounter {
  const classes = thresholds.length;
  assertClassCount(classes);
  const bounds = Float64Array.from(thresholds, (threshold) => threshold - THRESHOLD_SLACK);
  const least = bounds.reduce((low, bound) => Math.min(low, bound));
  const among = (probabilities: Float32Array, start: number, best: number): number => {
    let above = 0;
    let last = NONE;
    for (let k = 0; k < classes; k++) {
      if (probabilities[start + k]! < bounds[k]!) continue;
      last = k;
      above += 1;
    }
    return above > 1 ? best : last;
  };
  const confident = new Float64Array(classes * classes);
  const labelled = new Float64Array(classes);
  const agreeing = new Float64Array(classes);
  const contradicted = new Float64Array(classes);
  return Object.freeze({
    classes,
    confident,
    labelled,
    agreeing,
    contradicted,
    update(pixels: LabelledPixels) {
      assertClasses(classes, pixels);
      const { labels, probabilities } = pixels;
      for (let pixel = 0; pixel < labels.length; pixel++) {
        const label = labels[pixel]!;
        if (label === IGNORE_INDEX) continue;
        if (label >= classes) throw unknownClass(label, pixel, classes);
        const start = pixel * classes;
        let best = 0;
        let most = probabilities[start]!;
        let second = 0;
        let sum = most;
        for (let k = 1; k < classes; k++) {
          const probability = probabilities[start + k]!;
          sum += probability;
          if (probability > most) {
            second = most;
            most = probability;
            best = k;
          } else if (probability > second) second = probability;
        }
        if (!isDistribution(sum, 0)) throw unusableRow(pixels, pixel); // the first pass looks for negative ones
        labelled[label]! += 1;
        if (best === label) agreeing[label]! += 1;
        if (most < least) continue;
        // where only the most probable class can reach a threshold, the others need no look
        const apparent =
          second < least ? (most >= bounds[best]! ? best : NONE) : among(probabilities, start, best);
        if (apparent === NONE) continue;
        confident[label * classes + apparent]! += 1;
        if (apparent !== label && best !== label) contradicted[label]! += 1;
      }
    },
  });
}
