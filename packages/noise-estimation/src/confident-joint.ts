import { confidentThresholds } from "./confident-thresholds.ts";
import { NoiseEstimationError } from "./errors.ts";
import { roundPreserving } from "./internal/round-preserving.ts";
import { type JointCounts, jointCounter } from "./joint-counter.ts";
import type { LabelledPixels } from "./labelled-pixels.ts";

/** How labels and apparent classes go together. Rows are clean, columns noisy; cleanlab's is the transpose. */
export interface ConfidentJoint {
  readonly kind: "confident-joint";
  readonly classes: number;
  /** `uncalibrated[clean][noisy]`: confident pixels, the diagonal at least 1. */
  readonly uncalibrated: readonly (readonly number[])[];
  /** `counts[clean][noisy]`: calibrated, so that column sums are the pixels of each label; whole numbers. */
  readonly counts: readonly (readonly number[])[];
  /** Pixels by label. */
  readonly labelCounts: readonly number[];
  /** Pixels that counted, by label. */
  readonly confidentCounts: readonly number[];
  /** Share of pixels whose most probable class is their label. */
  readonly agreement: number;
  /** The same of the pixels of each label; null where none has it. */
  readonly agreementPerLabel: readonly (number | null)[];
  /** Share of pixels that confidently contradict their label: cleanlab's `num_label_issues`, as a share. */
  readonly contradicted: number;
  /** The same of the pixels of each label; null where none has it. */
  readonly contradictedPerLabel: readonly (number | null)[];
}

/**
 * Calibrates counted pixels: the confident pixels of each label are scaled to all pixels of it, and rounded.
 *
 * @remarks Matches cleanlab 2.9 number by number (transposed). Where two classes have equal remainders, cleanlab's
 *   rounding depends on the machine; here the last class of them is raised.
 *
 * @throws {NoiseEstimationError} `NO_VALID_PIXELS`
 * @see {@link https://arxiv.org/abs/1911.00068 | Northcutt et al., JAIR 2021}, equation 3
 *
 * @example
 * ```ts
 * const { counts } = confidentJoint(counter);
 * const confusedWithWater = counts[0]; // clean water, by the label it got
 * ```
 */
export function confidentJoint({
  classes,
  confident,
  labelled,
  agreeing,
  contradicted,
}: JointCounts): ConfidentJoint {
  const total = sum(labelled);
  if (total === 0) {
    throw new NoiseEstimationError("NO_VALID_PIXELS", {
      message: "all pixels are ignored (255), expected labelled pixels; check nodata and the class scheme",
      context: { classes },
    });
  }
  const rows = Array.from({ length: classes }, (_, noisy) =>
    Array.from({ length: classes }, (__, clean) => {
      const count = confident[noisy * classes + clean]!;
      return clean === noisy ? Math.max(1, count) : count;
    }),
  );
  const calibrated = rows.map((row, noisy) => {
    const scale = labelled[noisy]! / sum(row);
    return roundPreserving(row.map((count) => count * scale));
  });
  return Object.freeze({
    kind: "confident-joint",
    classes,
    uncalibrated: transpose(rows),
    counts: transpose(calibrated),
    labelCounts: [...labelled],
    confidentCounts: Array.from({ length: classes }, (_, noisy) =>
      sum(confident.subarray(noisy * classes, (noisy + 1) * classes)),
    ),
    agreement: sum(agreeing) / total,
    agreementPerLabel: shares(agreeing, labelled),
    contradicted: sum(contradicted) / total,
    contradictedPerLabel: shares(contradicted, labelled),
  });
}

/**
 * Both passes over windows that can be iterated twice: thresholds, then counts.
 *
 * @param windows - One window, or several; iterated twice, and both passes must be equal.
 * @throws {NoiseEstimationError} `SIZE_MISMATCH` if the second pass gives other pixels; what {@link confidentThresholds} throws.
 *
 * @example
 * ```ts
 * const counts = countJoint({ classes: 3, probabilities, labels });
 * const { transitionMatrix } = noiseModel(confidentJoint(counts));
 * ```
 */
export function countJoint(windows: LabelledPixels | Iterable<LabelledPixels>): JointCounts {
  const all = Symbol.iterator in windows ? windows : [windows];
  let first: ReturnType<typeof confidentThresholds> | null = null;
  for (const pixels of all) {
    first ??= confidentThresholds(pixels.classes);
    first.update(pixels);
  }
  if (first === null) {
    throw new NoiseEstimationError("NO_VALID_PIXELS", {
      message:
        "got no window of pixels, expected at least one; an iterable must give its windows on every pass",
    });
  }
  const counter = jointCounter(first.thresholds());
  for (const pixels of all) counter.update(pixels);
  assertSamePasses(sum(first.labelCounts()), sum(counter.labelled));
  return counter;
}

function assertSamePasses(first: number, second: number): void {
  if (first === second) return;
  throw new NoiseEstimationError("SIZE_MISMATCH", {
    message: `the first pass over the windows gave ${first} labelled pixels, the second ${second}; give an array, or an object that can be iterated again`,
    context: { first, second },
  });
}

function shares(counts: Float64Array, totals: Float64Array): (number | null)[] {
  return Array.from(counts, (count, label) => (totals[label] === 0 ? null : count / totals[label]!));
}

function transpose(rows: readonly (readonly number[])[]): number[][] {
  return rows.map((_, column) => rows.map((row) => row[column]!));
}

function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
