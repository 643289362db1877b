import type { Rng } from "@undercoat/random";
import { type ClassScheme, IGNORE_INDEX, type LabelMap } from "@undercoat/raster";
import * as z from "zod";
import { LabelNoiseError } from "./errors.ts";
import { noisyLabels } from "./internal/noisy-labels.ts";
import type { LabelNoise } from "./label-noise.ts";

const SUM_TOLERANCE = 1e-9;

const Row = z
  .array(z.number().min(0).max(1))
  .refine((row) => Math.abs(row.reduce((sum, value) => sum + value, 0) - 1) < SUM_TOLERANCE, {
    error: "row must sum to 1",
  });

/** The keys of {@link ClassConditionalNoiseOptions}. */
export const classConditionalShape = {
  /** `transitionMatrix[i][j]` = P(noisy = j | clean = i). Square; every row sums to 1. */
  transitionMatrix: z
    .array(Row)
    .min(2)
    .refine((rows) => rows.every((row) => row.length === rows.length), {
      error: "transition matrix must be square",
    })
    .optional(),
  /** Symmetric noise instead of a matrix: the probability of another class, all others alike. */
  rate: z.number().min(0).max(1).optional(),
};

/** Whether exactly one of the two ways to say it is used. */
export function sayOneWay(options: {
  readonly transitionMatrix?: unknown;
  readonly rate?: unknown;
}): boolean {
  return (options.transitionMatrix === undefined) !== (options.rate === undefined);
}

/** The message of {@link sayOneWay}. */
export const ONE_WAY = "give either transitionMatrix or rate";

/** Options of {@link classConditionalNoise}. */
export const ClassConditionalNoiseOptions = z
  .strictObject(classConditionalShape)
  .refine(sayOneWay, { error: ONE_WAY });
/** Options of {@link classConditionalNoise}. */
export type ClassConditionalNoiseOptions = z.input<typeof ClassConditionalNoiseOptions>;

/**
 * Class-conditional label noise: every pixel is redrawn, independently, from the transition-matrix row of its
 * clean class. One draw per pixel that is not ignored, in raster order.
 *
 * Rows are clean classes and columns are noisy classes; cleanlab's `noise_matrix` is the transpose.
 *
 * @throws {LabelNoiseError} from `apply`: `SCHEME_MISMATCH` if the matrix has another order than the scheme has
 *   classes, `ONE_CLASS` for a rate where the scheme has one class only.
 * @see {@link https://arxiv.org/abs/1609.03683 | Patrini et al., CVPR 2017}
 *
 * @example
 * ```ts
 * const noise = classConditionalNoise({ transitionMatrix: [[0.9, 0.1], [0.3, 0.7]] });
 * const { labels: noisy, report } = noise.apply(labels, createRng(7));
 * ```
 */
export function classConditionalNoise(options: ClassConditionalNoiseOptions): LabelNoise {
  const parsed = ClassConditionalNoiseOptions.parse(options);
  const name = "class-conditional";
  return Object.freeze({
    kind: "label-noise",
    name,
    options: { kind: name, ...parsed },
    apply(labels: LabelMap, rng: Rng) {
      const matrix = parsed.transitionMatrix ?? symmetricMatrix(labels.scheme, parsed.rate ?? 0);
      assertMatrixFits(matrix.length, labels.scheme);
      return noisyLabels(name, labels, {
        data: redrawn(labels.data, matrix, rng),
        facts: { transitionMatrix: matrix },
      });
    },
  });
}

/**
 * The transition matrix of symmetric noise: `1 − rate` on the diagonal, the rest shared by the other classes.
 *
 * @throws {LabelNoiseError} `ONE_CLASS` if there is no other class.
 */
export function symmetricMatrix(scheme: ClassScheme, rate: number): number[][] {
  const count = scheme.classes.length;
  if (count < 2) {
    throw new LabelNoiseError("ONE_CLASS", {
      message: `class scheme "${scheme.name}" has ${count} class, but symmetric noise needs at least 2; add a class`,
      context: { scheme: scheme.name, classes: count },
    });
  }
  return scheme.classes.map((_, i) =>
    scheme.classes.map((__, j) => (i === j ? 1 - rate : rate / (count - 1))),
  );
}

function redrawn(clean: Uint8Array, matrix: readonly (readonly number[])[], rng: Rng): Uint8Array {
  const bounds = matrix.map(cumulativeSum);
  const data = clean.slice();
  for (let pixel = 0; pixel < data.length; pixel++) {
    const classIndex = data[pixel]!;
    if (classIndex === IGNORE_INDEX) continue;
    const row = bounds[classIndex]!;
    const draw = rng.next();
    let drawn = 0;
    while (drawn < row.length - 1 && draw >= row[drawn]!) drawn++;
    data[pixel] = drawn;
  }
  return data;
}

/** Sums up to each class; from the last possible class on 1, so that rounding draws no impossible one. */
function cumulativeSum(row: readonly number[]): number[] {
  const last = row.findLastIndex((probability) => probability > 0);
  let total = 0;
  return row.map((probability, index) => {
    total += probability;
    return index >= last ? 1 : total;
  });
}

function assertMatrixFits(order: number, scheme: ClassScheme): void {
  if (order === scheme.classes.length) return;
  throw new LabelNoiseError("SCHEME_MISMATCH", {
    message: `transition matrix is ${order}×${order}, but class scheme "${scheme.name}" has ${scheme.classes.length} classes; build the matrix from this scheme`,
    context: { order, scheme: scheme.name, classes: scheme.classes.length },
  });
}
