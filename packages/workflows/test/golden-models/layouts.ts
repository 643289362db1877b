/** PyTorch's shape of a tensor of ours: kernels `[out, in, row, column]` instead of `[row, column, in, out]`. */
export function torchShape(shape: readonly number[]): number[] {
  const [rows, columns, inputs, outputs] = shape;
  return shape.length === 4 ? [outputs!, inputs!, rows!, columns!] : [...shape];
}

/** Flat index in our kernel of a flat index in PyTorch's. */
export function kernelIndex(index: number, shape: readonly number[]): number {
  if (shape.length !== 4) return index;
  const [rows, columns, inputs, outputs] = shape as [number, number, number, number];
  const cells = rows * columns;
  const cell = index % cells;
  const input = Math.floor(index / cells) % inputs;
  return (cell * inputs + input) * outputs + Math.floor(index / (cells * inputs));
}

/** Flat index in an array `[batch, row, column, channel]` of a flat index in PyTorch's, of shape `[b, c, h, w]`. */
export function mapIndex(index: number, [, c, h, w]: readonly number[]): number {
  const [x, y] = [index % w!, Math.floor(index / w!) % h!];
  const channel = Math.floor(index / (w! * h!)) % c!;
  const item = Math.floor(index / (w! * h! * c!));
  return ((item * h! + y) * w! + x) * c! + channel;
}
