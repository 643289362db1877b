import { type ClassScheme, IGNORE_INDEX } from "@undercoat/raster";
import { MetricsError } from "./errors.ts";
import { assertBins } from "./internal/assert-bins.ts";
import { assertDistributions } from "./internal/assert-probabilities.ts";
import { calibrationError, type Reliability, reliabilityBins } from "./internal/reliability.ts";
import { riskCurve } from "./internal/risk-curve.ts";
import type { RiskCoverage } from "./risk-coverage.ts";

/** Options of {@link calibration}. */
export interface CalibrationOptions {
  /** Equal bins over [0, 1], each with its lower edge. Default: 15. */
  readonly bins?: number;
}

/** One bin of a reliability diagram. */
export interface ReliabilityBin {
  /** The bin is `low ≤ confidence < high`; the last one holds 1 too. */
  readonly low: number;
  readonly high: number;
  readonly pixels: number;
  /** Null in an empty bin. */
  readonly meanConfidence: number | null;
  /** Share of the pixels that are of the class; null in an empty bin. */
  readonly accuracy: number | null;
}

/** Calibration error of every class, and their mean. */
export interface ClasswiseCalibrationError {
  readonly perClass: readonly number[];
  readonly mean: number;
}

/** How honest probabilities are, in sums that grow patch by patch. Every result is null without a valid pixel. */
export interface Calibration {
  readonly kind: "calibration";
  readonly scheme: ClassScheme;
  readonly pixels: number;
  /** Pixels whose own class was given a probability of 0; one makes the negative log-likelihood infinite. */
  readonly impossiblePixels: number;
  /** Adds pixels: class indices `[pixel]` and probabilities `[pixel, class]`; 255 is left out. */
  update(reference: Uint8Array, probabilities: Float32Array): void;
  /** ECE of the predicted class: `Σ n_b / n · |mean confidence − accuracy|`. */
  expectedCalibrationError(): number | null;
  /** The largest gap of a bin. */
  maximumCalibrationError(): number | null;
  /** The same of every class's probability, whether predicted or not. */
  classwiseCalibrationError(): ClasswiseCalibrationError | null;
  /** Mean of `Σ_k (p_k − t_k)²`, from 0 to 2. */
  brierScore(): number | null;
  /** Mean of −ln p of the pixel's class; null also where `impossiblePixels` is not 0. */
  negativeLogLikelihood(): number | null;
  /** Confidence and accuracy of the predicted class, bin by bin. */
  reliability(): readonly ReliabilityBin[];
  /** Error rate of the most confident pixels, told apart to 1/1024. */
  riskCoverage(): RiskCoverage | null;
}

const RISK_BINS = 1024;

/**
 * Calibration of predicted probabilities: whether 80 % sure is right 8 times of 10.
 *
 * @remarks The predicted class is the first with the highest probability. Memory does not grow with the pixels.
 * @throws {MetricsError} `BINS_UNUSABLE`; from `update`: `SIZE_MISMATCH`, `CLASS_OUTSIDE_SCHEME`, `PROBABILITY_OUTSIDE`
 *   for NaN, numbers outside [0, 1], or a pixel whose probabilities do not sum to 1 (nothing was counted then).
 * @see {@link https://arxiv.org/abs/1706.04599 | Guo et al. 2017}, {@link https://arxiv.org/abs/1910.12656 | Kull et al. 2019}
 *
 * @example
 * ```ts
 * const honesty = calibration(scheme);
 * honesty.update(Uint8Array.of(0, 1), Float32Array.of(0.9, 0.1, 0.4, 0.6));
 * const ece = honesty.expectedCalibrationError();
 * ```
 */
export function calibration(scheme: ClassScheme, { bins = 15 }: CalibrationOptions = {}): Calibration {
  assertBins(bins, "calibration");
  const order = scheme.classes.length;
  const sums: CalibrationSums = {
    top: emptyReliability(bins),
    perClass: scheme.classes.map(() => emptyReliability(bins)),
    kept: new Float64Array(RISK_BINS),
    wrong: new Float64Array(RISK_BINS),
    pixels: 0,
    squares: 0,
    logs: 0,
    impossible: 0,
  };
  const orNull = <T>(make: () => T): T | null => (sums.pixels === 0 ? null : make());
  return Object.freeze({
    kind: "calibration",
    scheme,
    get pixels() {
      return sums.pixels;
    },
    get impossiblePixels() {
      return sums.impossible;
    },
    update(reference: Uint8Array, probabilities: Float32Array) {
      assertInput(reference, probabilities, scheme);
      for (let pixel = 0; pixel < reference.length; pixel++)
        if (reference[pixel] !== IGNORE_INDEX)
          addPixel(sums, reference[pixel]!, probabilities, pixel * order);
    },
    expectedCalibrationError: () => orNull(() => calibrationError(sums.top).mean),
    maximumCalibrationError: () => orNull(() => calibrationError(sums.top).largest),
    classwiseCalibrationError: () =>
      orNull(() => {
        const perClass = sums.perClass.map((one) => calibrationError(one).mean);
        return { perClass, mean: perClass.reduce((sum, error) => sum + error, 0) / order };
      }),
    brierScore: () => orNull(() => sums.squares / sums.pixels),
    negativeLogLikelihood: () => (sums.impossible > 0 ? null : orNull(() => sums.logs / sums.pixels)),
    reliability: () => reliabilityBins(sums.top),
    riskCoverage: () => orNull(() => riskCurve(riskSteps(sums))),
  });
}

interface CalibrationSums {
  readonly top: Reliability;
  readonly perClass: readonly Reliability[];
  readonly kept: Float64Array;
  readonly wrong: Float64Array;
  pixels: number;
  squares: number;
  logs: number;
  impossible: number;
}

function emptyReliability(bins: number): Reliability {
  return { pixels: new Float64Array(bins), confidence: new Float64Array(bins), hits: new Float64Array(bins) };
}

/** Counts the pixel whose probabilities begin at `from`. */
function addPixel(sums: CalibrationSums, label: number, probabilities: Float32Array, from: number): void {
  const order = sums.perClass.length;
  let predicted = 0;
  for (let index = 0; index < order; index++) {
    const probability = probabilities[from + index]!;
    if (probability > probabilities[from + predicted]!) predicted = index;
    addTo(sums.perClass[index]!, probability, index === label);
    sums.squares += (probability - (index === label ? 1 : 0)) ** 2;
  }
  const [confidence, given] = [probabilities[from + predicted]!, probabilities[from + label]!];
  addTo(sums.top, confidence, predicted === label);
  const step = Math.min(Math.floor(confidence * RISK_BINS), RISK_BINS - 1);
  sums.kept[step]! += 1;
  if (predicted !== label) sums.wrong[step]! += 1;
  sums.pixels += 1;
  if (given === 0) sums.impossible += 1;
  else sums.logs -= Math.log(given);
}

function addTo({ pixels, confidence, hits }: Reliability, probability: number, isHit: boolean): void {
  const bin = Math.min(Math.floor(probability * pixels.length), pixels.length - 1);
  pixels[bin]! += 1;
  confidence[bin]! += probability;
  if (isHit) hits[bin]! += 1;
}

function riskSteps({ kept, wrong }: CalibrationSums) {
  const steps = [...kept].map((pixels, step) => ({
    confidence: step / RISK_BINS,
    pixels,
    wrong: wrong[step]!,
  }));
  return steps.toReversed().filter(({ pixels }) => pixels > 0);
}

function assertInput(reference: Uint8Array, probabilities: Float32Array, scheme: ClassScheme): void {
  const order = scheme.classes.length;
  if (probabilities.length !== reference.length * order)
    throw new MetricsError("SIZE_MISMATCH", {
      message: `reference holds ${reference.length} pixels of ${order} classes, but there are ${probabilities.length} probabilities; give [pixel, class]`,
      context: { pixels: reference.length, classes: order, probabilities: probabilities.length },
    });
  const pixel = reference.findIndex((index) => index >= order && index !== IGNORE_INDEX);
  if (pixel !== -1)
    throw new MetricsError("CLASS_OUTSIDE_SCHEME", {
      message: `reference holds class index ${reference[pixel]} at pixel ${pixel}, but class scheme "${scheme.name}" has indices 0 to ${order - 1} (and ${IGNORE_INDEX} = ignored); decode class values first`,
      context: { classIndex: reference[pixel], pixel, scheme: scheme.name, classes: order },
    });
  assertDistributions(reference, probabilities, order);
}
