import { IGNORE_INDEX } from "@undercoat/raster";
import { NoiseEstimationError } from "./errors.ts";

/**
 * Predicted probabilities of some pixels beside the labels they were given. A large map is a sequence of these.
 *
 * The probabilities must come from models that did not see these labels: see {@link outOfFold}.
 */
export interface LabelledPixels {
  /** Number of classes K, at least 2. */
  readonly classes: number;
  /** `[pixel, class]`, row-major: K numbers from 0 to 1 for each pixel, with sum 1. Ignored pixels may hold NaN. */
  readonly probabilities: Float32Array;
  /** Class index of each pixel; 255 is ignored. */
  readonly labels: Uint8Array;
}

const SUM_TOLERANCE = 1e-3;

/**
 * Refuses pixels whose probabilities or labels cannot be meant.
 *
 * @throws {NoiseEstimationError} `ONE_CLASS`, `SIZE_MISMATCH`, `CLASS_UNKNOWN` or `PROBABILITY_UNUSABLE`, with the
 *   first pixel that is wrong.
 */
export function assertLabelledPixels(pixels: LabelledPixels): void {
  assertSizes(pixels);
  const { classes, probabilities, labels } = pixels;
  for (let pixel = 0; pixel < labels.length; pixel++) {
    const label = labels[pixel]!;
    if (label === IGNORE_INDEX) continue;
    if (label >= classes) throw unknownClass(label, pixel, classes);
    const start = pixel * classes;
    let sum = 0;
    let low = 0;
    for (let cell = start; cell < start + classes; cell++) {
      const probability = probabilities[cell]!;
      sum += probability;
      if (probability < low) low = probability;
    }
    if (!isDistribution(sum, low)) throw unusableRow(pixels, pixel);
  }
}

/** Whether a row with this sum and this lowest number (or 0) holds probabilities; false for NaN. */
export function isDistribution(sum: number, low: number): boolean {
  return Math.abs(sum - 1) <= SUM_TOLERANCE && low >= 0;
}

/** Refuses pixels of another number of classes and arrays that do not fit; rows are for the caller to check. */
export function assertClasses(classes: number, pixels: LabelledPixels): void {
  if (pixels.classes !== classes) {
    throw new NoiseEstimationError("SIZE_MISMATCH", {
      message: `pixels have probabilities of ${pixels.classes} classes, but ${classes} were expected; one scheme for all windows`,
      context: { classes: pixels.classes, expected: classes },
    });
  }
  assertSizes(pixels);
}

function assertSizes({ classes, probabilities, labels }: LabelledPixels): void {
  assertClassCount(classes);
  if (probabilities.length !== labels.length * classes) {
    throw new NoiseEstimationError("SIZE_MISMATCH", {
      message: `${labels.length} labels of ${classes} classes need ${labels.length * classes} probabilities, got ${probabilities.length}; give [pixel, class] of the same window`,
      context: { labels: labels.length, classes, probabilities: probabilities.length },
    });
  }
}

/** Refuses fewer than two classes, and more than a label map can hold. */
export function assertClassCount(classes: number): void {
  if (Number.isInteger(classes) && classes >= 2 && classes < IGNORE_INDEX) return;
  throw new NoiseEstimationError("ONE_CLASS", {
    message: `got ${classes} class${classes === 1 ? "" : "es"}, expected 2 to ${IGNORE_INDEX - 1}; with one class there is nothing to confuse`,
    context: { classes },
  });
}

/** The error of a label outside the scheme. */
export function unknownClass(label: number, pixel: number, classes: number): NoiseEstimationError {
  return new NoiseEstimationError("CLASS_UNKNOWN", {
    message: `label of pixel ${pixel} is class index ${label}, expected 0 to ${classes - 1} or ${IGNORE_INDEX} for ignored; decode the labels with the scheme of the probabilities`,
    context: { pixel, label, classes },
  });
}

/** The error of a row that holds no probabilities. */
export function unusableRow({ classes, probabilities }: LabelledPixels, pixel: number): NoiseEstimationError {
  const row = [...probabilities.subarray(pixel * classes, (pixel + 1) * classes)];
  const sum = row.reduce((total, probability) => total + probability, 0);
  const bad = row.findIndex((probability) => !(probability >= 0));
  const what = bad === -1 ? `sum to ${sum}` : `hold ${row[bad]} for class ${bad}`;
  return new NoiseEstimationError("PROBABILITY_UNUSABLE", {
    message: `probabilities of pixel ${pixel} ${what}, expected ${classes} numbers from 0 to 1 with sum 1; give softmax outputs, not logits, and ignore (255) pixels without data`,
    context: { pixel, sum, ...(bad === -1 ? {} : { classIndex: bad }) },
  });
}
