import * as tf from "@tensorflow/tfjs-core";
import { LossesError } from "../errors.ts";

/** Per pixel, the row of `matrix` that its label names; zeros where it is ignored. */
export function rowOfLabel(oneHot: tf.Tensor2D, matrix: readonly (readonly number[])[]): tf.Tensor2D {
  const classCount = oneHot.shape[1];
  if (matrix.length !== classCount) {
    throw new LossesError("CLASS_COUNT_MISMATCH", {
      message:
        `the transition matrix is ${matrix.length}×${matrix.length}, but the logits have ${classCount} classes; ` +
        "give one row per class",
      context: { matrix: matrix.length, classes: classCount },
    });
  }
  return tf.matMul(
    oneHot,
    tf.tensor2d(
      matrix.map((row) => [...row]),
      [classCount, classCount],
    ),
  );
}

/** The inverse of a square matrix, by Gauss and Jordan with the largest pivot of the column, in float64. */
export function inverseOf(matrix: readonly (readonly number[])[]): number[][] {
  const size = matrix.length;
  const rows = matrix.map((row, i) => [...row, ...row.map((_, j) => Number(i === j))]);
  for (let column = 0; column < size; column += 1) {
    const candidates = rows.slice(column).map((row) => Math.abs(row[column]!));
    const best = column + candidates.indexOf(Math.max(...candidates));
    const pivot = rows[best]!;
    if (Math.abs(pivot[column]!) < SMALLEST_PIVOT) throw singular(matrix, column);
    rows[best] = rows[column]!;
    rows[column] = pivot.map((value) => value / pivot[column]!);
    rows.forEach((row, index) => {
      const factor = row[column]!;
      if (index !== column) rows[index] = row.map((value, j) => value - factor * rows[column]![j]!);
    });
  }
  return rows.map((row) => row.slice(size));
}

/** With a pivot below this, the inverse has more than a million times the noise of the labels. */
const SMALLEST_PIVOT = 1e-6;

function singular(matrix: readonly (readonly number[])[], column: number): LossesError {
  return new LossesError("SINGULAR_MATRIX", {
    message:
      `the transition matrix has no inverse: noisy classes do not tell clean class ${column} from those before it; ` +
      "use forwardCorrection, which needs none",
    context: { transitionMatrix: matrix.map((row) => [...row]), column },
  });
}
