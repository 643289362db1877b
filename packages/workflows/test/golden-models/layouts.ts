/**
 * PyTorch's shape of a tensor of ours: kernels `[out, in, row, column]` instead of `[row, column, in, out]`.
 *
 * @param like - The shape it is expected to have, which tells depthwise kernels `[channel, 1, row, column]` apart.
 */
export function torchShape(shape: readonly number[], like: readonly number[] = []): number[] {
  const [rows, columns, inputs, outputs] = shape;
  if (shape.length !== 4) return [...shape];
  return isDepthwise(shape, like)
    ? [inputs!, outputs!, rows!, columns!]
    : [outputs!, inputs!, rows!, columns!];
}

/** Values in PyTorch's order, of the shape `like`, as our tensor of `shape` holds them. */
export function kernelFromTorch(
  values: Float32Array,
  shape: readonly number[],
  like: readonly number[],
): Float32Array {
  if (shape.length !== 4) return values;
  const [rows, columns, inputs, outputs] = shape as [number, number, number, number];
  const [outer, inner] = isDepthwise(shape, like) ? [inputs, outputs] : [outputs, inputs];
  const [outerStep, innerStep] = outer === outputs && inner === inputs ? [1, outputs] : [outputs, 1];
  const result = new Float32Array(values.length);
  let next = 0;
  for (let o = 0; o < outer; o++)
    for (let i = 0; i < inner; i++)
      for (let cell = 0; cell < rows * columns; cell++)
        result[cell * inputs * outputs + o * outerStep + i * innerStep] = values[next++]!;
  return result;
}

/** Flat index in our kernel of a flat index in PyTorch's, of the shape `like`. */
export function kernelIndex(index: number, shape: readonly number[], like: readonly number[] = []): number {
  if (shape.length !== 4) return index;
  const [rows, columns, inputs, outputs] = shape as [number, number, number, number];
  const cells = rows * columns;
  const cell = index % cells;
  if (isDepthwise(shape, like)) return cell * inputs + Math.floor(index / cells);
  const input = Math.floor(index / cells) % inputs;
  return (cell * inputs + input) * outputs + Math.floor(index / (cells * inputs));
}

function isDepthwise(shape: readonly number[], like: readonly number[]): boolean {
  return shape[3] === 1 && like[1] === 1 && like[0] === shape[2];
}

/** Flat index in an array `[batch, row, column, channel]` of a flat index in PyTorch's, of shape `[b, c, h, w]`. */
export function mapIndex(index: number, [, c, h, w]: readonly number[]): number {
  const [x, y] = [index % w!, Math.floor(index / w!) % h!];
  const channel = Math.floor(index / (w! * h!)) % c!;
  const item = Math.floor(index / (w! * h! * c!));
  return ((item * h! + y) * w! + x) * c! + channel;
}
