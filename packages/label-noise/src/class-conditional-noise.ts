import type { Rng } from "@undercoat/random";
import type { ClassScheme, LabelMap } from "@undercoat/raster";
import * as z from "zod";
import { LabelNoiseError } from "./errors.ts";
import { classIndexOf } from "./internal/class-indices.ts";
import { ClassName, Connectivity, lossShape } from "./internal/class-shape.ts";
import { defineNoise, parsedOptions } from "./internal/define-noise.ts";
import { oneOf } from "./internal/one-of.ts";
import { redrawByPlace, redrawInOrder, redrawObjects } from "./internal/redraw.ts";
import { lengthStrength, rateStrength } from "./internal/strength.ts";
import {
  assertMatrixFits,
  Confusion,
  Flips,
  flipMatrix,
  type Matrix,
  normalised,
  scaledMatrix,
  TransitionMatrix,
} from "./internal/transition.ts";
import type { LabelNoise, NoiseStrength } from "./label-noise.ts";

/** The keys of {@link ClassConditionalNoiseOptions}. */
export const classConditionalShape = {
  /** `transitionMatrix[i][j]` = P(noisy = j | clean = i). Square; every row sums to 1. */
  transitionMatrix: TransitionMatrix.optional(),
  /** Probability of another class, for a `pattern` instead of a matrix. */
  rate: z.number().min(0).max(1).optional(),
  /** Asymmetric noise: probabilities of single flips, by name or index of the classes. */
  flips: Flips.optional(),
  /** Pixel counts, rows clean, as in the `confusion` of a report or of a validation: its rows, each divided by its sum. */
  confusion: Confusion.optional(),
  /** With `rate`: all other classes alike (the default), or always the next one, the first after the last. */
  pattern: z.enum(["symmetric", "pairflip"]).optional(),
  /** Names or indices of the classes that are redrawn. Omitted: all. */
  classes: z.array(ClassName).min(1).optional(),
  /** Whether every pixel is redrawn by itself, or every object (connected pixels of a class) as a whole. */
  per: z.enum(["pixel", "object"]).default("pixel"),
  connectivity: Connectivity.default(4),
  /**
   * `order`: pixels take numbers in raster order. `place`: the number of a pixel depends on its place, so that a scene
   * made block by block equals the scene made at once; see {@link noiseWindow}.
   */
  draws: z.enum(["order", "place"]).default("order"),
  ...lossShape,
};

/** Whether exactly one of the ways to say it is used. */
export const checkClassConditional = oneOf(["transitionMatrix", "rate", "flips", "confusion"]);

/** Options of {@link classConditionalNoise}. */
export const ClassConditionalNoiseOptions = z
  .strictObject(classConditionalShape)
  .superRefine(checkClassConditional);
/** Options of {@link classConditionalNoise}. */
export type ClassConditionalNoiseOptions = z.input<typeof ClassConditionalNoiseOptions>;
type Parsed = z.output<typeof ClassConditionalNoiseOptions>;

/**
 * Class-conditional label noise: every pixel, or every object, is redrawn, independently, from the transition-matrix row
 * of its clean class. The matrix is given, symmetric, a pairflip, made of single flips, or of a confusion matrix.
 *
 * Rows are clean classes and columns are noisy classes; cleanlab's `noise_matrix` is the transpose.
 *
 * @remarks One draw per pixel that is not ignored, in raster order; with `draws: "place"` one draw in all; with
 *   `per: "object"` one per object, class by class. The report's facts hold `transitionMatrix`, and `objects`.
 *   Independent of tiling with `per: "pixel"` and `draws: "place"`.
 * @throws {LabelNoiseError} `OPTIONS_REFUSED`; from `apply`: `SCHEME_MISMATCH` if the matrix has another order than the
 *   scheme has classes, `ONE_CLASS` for a rate where the scheme has one class only, `CLASS_UNKNOWN`.
 * @see {@link https://arxiv.org/abs/1609.03683 | Patrini et al., CVPR 2017}, asymmetric
 * @see {@link https://arxiv.org/abs/1804.06872 | Han et al., NeurIPS 2018}, pairflip
 *
 * @example
 * ```ts
 * const noise = classConditionalNoise({ transitionMatrix: [[0.9, 0.1], [0.3, 0.7]] });
 * const { labels: noisy, report } = noise.apply(labels, createRng(7));
 * ```
 */
export function classConditionalNoise(options: ClassConditionalNoiseOptions): LabelNoise {
  const name = "class-conditional";
  const parsed = parsedOptions(name, ClassConditionalNoiseOptions, options);
  const { per, draws, connectivity } = parsed;
  return defineNoise({
    name,
    options: parsed,
    strength: strengthOf(parsed),
    ...(per === "pixel" && draws === "place" ? { neededWindow: (window) => window } : {}),
    make(labels: LabelMap, rng: Rng, { place }) {
      const matrix = matrixOf(labels.scheme, parsed);
      assertMatrixFits(matrix, labels.scheme);
      if (per === "pixel") {
        const corner = place ?? { x: 0, y: 0 };
        const data =
          draws === "place"
            ? redrawByPlace(labels, rng, { matrix, corner })
            : redrawInOrder(labels.data, rng, matrix);
        return { data, facts: { transitionMatrix: matrix } };
      }
      const { data, objects } = redrawObjects(labels, rng, { matrix, connectivity });
      return { data, facts: { transitionMatrix: matrix, objects } };
    },
  });
}

/**
 * The transition matrix of symmetric noise: `1 − rate` on the diagonal, the rest shared by the other classes.
 *
 * @throws {LabelNoiseError} `ONE_CLASS` if there is no other class.
 */
export function symmetricMatrix(scheme: ClassScheme, rate: number): number[][] {
  const count = classCount(scheme);
  return scheme.classes.map((_, i) =>
    scheme.classes.map((__, j) => (i === j ? 1 - rate : rate / (count - 1))),
  );
}

/**
 * The transition matrix of a pairflip: `1 − rate` on the diagonal, `rate` for the next class, the first after the last.
 *
 * @throws {LabelNoiseError} `ONE_CLASS` if there is no other class.
 */
export function pairflipMatrix(scheme: ClassScheme, rate: number): number[][] {
  const count = classCount(scheme);
  return scheme.classes.map((_, i) =>
    scheme.classes.map((__, j) => (i === j ? 1 - rate : j === (i + 1) % count ? rate : 0)),
  );
}

function classCount({ name, classes }: ClassScheme): number {
  if (classes.length >= 2) return classes.length;
  throw new LabelNoiseError("ONE_CLASS", {
    message: `class scheme "${name}" has ${classes.length} class, but noise at a rate needs at least 2; add a class`,
    context: { scheme: name, classes: classes.length },
  });
}

function matrixOf(scheme: ClassScheme, parsed: Parsed): Matrix {
  const { transitionMatrix, rate = 0, flips, confusion, pattern, classes } = parsed;
  const chosen = classes?.map((asked) => classIndexOf(scheme, asked));
  const all =
    transitionMatrix ??
    (flips === undefined ? undefined : flipMatrix(scheme, flips)) ??
    (confusion === undefined ? undefined : normalised(confusion)) ??
    (pattern === "pairflip" ? pairflipMatrix(scheme, rate) : symmetricMatrix(scheme, rate));
  if (chosen === undefined) return all;
  return all.map((row, i) => (chosen.includes(i) ? row : row.map((_, j) => Number(i === j))));
}

function strengthOf({ transitionMatrix, rate, flips, confusion, ...rest }: Parsed): NoiseStrength {
  if (rate !== undefined)
    return rateStrength(rate, (scaled) => classConditionalNoise({ ...rest, rate: scaled }));
  if (flips !== undefined) {
    const most = Math.max(...flips.map(({ probability }) => probability));
    return rateStrength(most, (scaled) =>
      classConditionalNoise({
        ...rest,
        flips: flips.map((flip) => ({
          ...flip,
          probability: most === 0 ? 0 : Math.min(1, (flip.probability * scaled) / most),
        })),
      }),
    );
  }
  const matrix = transitionMatrix ?? normalised(confusion ?? []);
  const away = Math.max(...matrix.map((row, i) => 1 - row[i]!));
  return {
    ...lengthStrength(0, (factor) =>
      classConditionalNoise({ ...rest, transitionMatrix: scaledMatrix(matrix, factor) }),
    ),
    most: () => (away > 0 ? 1 / away : 1),
  };
}
