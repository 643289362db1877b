import type { Lowering } from "../lower/lowering.ts";
import { transposed } from "./interpolation-matrix.ts";

/** A constant matrix, row-major. */
export interface Matrix {
  readonly data: Float32Array;
  readonly shape: readonly [number, number];
}

/** The matrix with rows and columns exchanged. */
export function transposedMatrix({ data, shape: [rows, columns] }: Matrix): Matrix {
  return { data: transposed(data, rows, columns), shape: [columns, rows] };
}

/** `left · image · right` for every image and channel. */
export function between(left: Matrix, images: string, right: Matrix, lowering: Lowering): string {
  const across = lowering.node("MatMul", [images, lowering.model.constant(right.data, right.shape)]);
  return lowering.node("MatMul", [lowering.model.constant(left.data, left.shape), across]);
}
