import type { ClassScheme } from "@undercoat/raster";
import * as z from "zod";
import { LabelNoiseError } from "../errors.ts";
import { classIndexOf } from "./class-indices.ts";
import { ClassName } from "./class-shape.ts";

/** Rows are clean classes. */
export type Matrix = readonly (readonly number[])[];

const SUM_TOLERANCE = 1e-9;

/** A square matrix of probabilities whose rows sum to 1. */
export const TransitionMatrix = z
  .array(z.array(z.number().min(0).max(1)))
  .min(2)
  .superRefine((rows, context) => {
    for (const [index, row] of rows.entries()) {
      const sum = row.reduce((total, value) => total + value, 0);
      const complain = (message: string) => context.addIssue({ code: "custom", path: [index], message });
      if (row.length !== rows.length)
        complain(`row ${index} has ${row.length} columns, but the matrix must be square: ${rows.length}`);
      else if (Math.abs(sum - 1) >= SUM_TOLERANCE) complain(`row ${index} sums to ${sum}, but must sum to 1`);
    }
  });

/** A square matrix of pixel counts. */
export const Confusion = z
  .array(z.array(z.number().min(0)))
  .min(2)
  .superRefine((rows, context) => {
    for (const [index, row] of rows.entries()) {
      if (row.length !== rows.length)
        context.addIssue({
          code: "custom",
          path: [index],
          message: `row ${index} has ${row.length} columns, but the matrix must be square: ${rows.length}`,
        });
    }
  });

/** Flips from one class to another; those from one class sum to 1 at most. */
export const Flips = z
  .array(z.strictObject({ from: ClassName, to: ClassName, probability: z.number().min(0).max(1) }))
  .min(1);

/** A matrix `factor` times as far from the identity. */
export function scaledMatrix(matrix: Matrix, factor: number): number[][] {
  return matrix.map((row, i) => {
    const others = row.map((value, j) => (i === j ? 0 : value * factor));
    const away = others.reduce((sum, value) => sum + value, 0);
    return others.map((value, j) => (i === j ? Math.max(0, 1 - away) : away > 1 ? value / away : value));
  });
}

/** Rows of counts as rows of shares; a class without counts stays as it is. */
export function normalised(confusion: Matrix): number[][] {
  return confusion.map((row, i) => {
    const sum = row.reduce((total, count) => total + count, 0);
    return row.map((count, j) => (sum === 0 ? Number(i === j) : count / sum));
  });
}

/** The matrix of single flips. */
export function flipMatrix(scheme: ClassScheme, flips: z.output<typeof Flips>): number[][] {
  const matrix = scheme.classes.map((_, i) => scheme.classes.map((__, j) => Number(i === j)));
  for (const { from, to, probability } of flips) {
    const [i, j] = [classIndexOf(scheme, from), classIndexOf(scheme, to)];
    const row = matrix[i]!;
    if (i === j) continue;
    row[j]! += probability;
    row[i]! -= probability;
    if (row[i]! >= -SUM_TOLERANCE) continue;
    throw new LabelNoiseError("OPTIONS_REFUSED", {
      message: `flips from class ${i} "${scheme.classes[i]?.name}" have probability ${1 - row[i]!} together, but at most 1 was expected; make them rarer`,
      context: { from, probability: 1 - row[i]! },
    });
  }
  return matrix.map((row) => row.map((value) => Math.max(0, value)));
}

/** Refuses a matrix of another order than the scheme has classes. */
export function assertMatrixFits({ length: order }: Matrix, scheme: ClassScheme): void {
  if (order === scheme.classes.length) return;
  throw new LabelNoiseError("SCHEME_MISMATCH", {
    message: `transition matrix is ${order}×${order}, but class scheme "${scheme.name}" has ${scheme.classes.length} classes; build the matrix from this scheme`,
    context: { order, scheme: scheme.name, classes: scheme.classes.length },
  });
}

const GUIDES = 256;
const CODES = 256;

/** In a table of {@link ClassDraw}: several classes are possible, the bounds decide. */
export const SEARCH = 255;

/** Draws classes from the rows of a matrix: a table says what most numbers give. */
export interface ClassDraw {
  /** Sums up to each class times 2³², row after row. */
  readonly bounds: Float64Array;
  /** At `clean · 256 + ⌊draw · 256⌋`: the class that all of these numbers give, or {@link SEARCH}. */
  readonly table: Uint8Array;
  readonly order: number;
}

/** Prepares a matrix for {@link drawnClass}. */
export function classDraw(matrix: Matrix): ClassDraw {
  const order = matrix.length;
  // a power of 2 is exact
  const bounds = Float64Array.from(matrix.flatMap(cumulativeSum), (bound) => bound * 2 ** 32);
  const table = new Uint8Array(CODES * GUIDES).fill(SEARCH);
  for (let row = 0; row < order; row++) {
    for (let guide = 0; guide < GUIDES; guide++) {
      const first = searched({ bounds, order }, row, guide * 2 ** 24);
      const last = searched({ bounds, order }, row, (guide + 1) * 2 ** 24 - 1);
      if (first === last) table[row * GUIDES + guide] = first;
    }
  }
  return { bounds, table, order };
}

/** The class that a whole number of 32 bits, as it is or signed, gives for a clean class; ignored pixels stay so. */
export function drawnClass(draws: ClassDraw, classIndex: number, bits: number): number {
  const known = draws.table[(classIndex << 8) | (bits >>> 24)]!;
  return known === SEARCH ? searched(draws, classIndex, bits >>> 0) : known;
}

/** The same by the bounds alone; classes without a row stay as they are. */
export function searched(
  { bounds, order }: Pick<ClassDraw, "bounds" | "order">,
  classIndex: number,
  draw: number,
): number {
  if (classIndex >= order) return classIndex;
  const row = classIndex * order;
  let drawn = 0;
  while (drawn < order - 1 && draw >= bounds[row + drawn]!) drawn++;
  return drawn;
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
