/**
 * Strides that read a square patch through one of its eight flips and rotations:
 * output pixel `(row, column)` is source pixel `start + row · rowStep + column · columnStep`.
 */
export interface DihedralSteps {
  readonly start: number;
  readonly rowStep: number;
  readonly columnStep: number;
}

/**
 * How to read a `size` × `size` square of an array whose rows are `stride` apart under operation 0..7:
 * bit 0 reverses columns, bit 1 reverses rows, then bit 2 transposes.
 *
 * @param operation - 0 leaves the patch as it is.
 *
 * @example
 * ```ts
 * const { start, rowStep, columnStep } = dihedralSteps(4, { size: 128, stride: scene.width });
 * ```
 */
export function dihedralSteps(
  operation: number,
  { size, stride }: { readonly size: number; readonly stride: number },
): DihedralSteps {
  const columns = operation & 1 ? -1 : 1;
  const rows = operation & 2 ? -stride : stride;
  const start = (operation & 1 ? size - 1 : 0) + (operation & 2 ? (size - 1) * stride : 0);
  if (operation & 4) return { start, rowStep: columns, columnStep: rows };
  return { start, rowStep: rows, columnStep: columns };
}

/**
 * A square patch, flipped or rotated by operation 0..7 (see {@link dihedralSteps}), as a new array.
 *
 * @param data - `[size, size, channels]`.
 *
 * @example
 * ```ts
 * dihedral(Uint8Array.of(1, 2, 3, 4), { size: 2, operation: 1 }); // 2, 1, 4, 3
 * ```
 */
export function dihedral<Data extends Float32Array | Uint8Array>(
  data: Data,
  {
    size,
    operation,
    channels = 1,
  }: { readonly size: number; readonly operation: number; readonly channels?: number },
): Data {
  const { start, rowStep, columnStep } = dihedralSteps(operation, { size, stride: size });
  const result = data.slice() as Data;
  let to = 0;
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const from = (start + row * rowStep + column * columnStep) * channels;
      for (let channel = 0; channel < channels; channel++) result[to++] = data[from + channel]!;
    }
  }
  return result;
}
