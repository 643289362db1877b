/** How the numbers of a tensor lie in PyTorch, compared with ours. */
export type TorchLayout = "same" | "dense" | "linear" | "convolution" | "depthwise";

/** 1×1 convolutions that are `Linear` in PyTorch, without the two axes of 1: those of timm's ConvNeXt. */
const LINEAR = /\.mlp\.fc[12]\.weight$/;

/** Channels that are moved together: the cache holds this many rows of the source. */
const BLOCK = 16;

/**
 * The layout of a parameter. A transposed convolution is `[height, width, out, in]` here and `[in, out, height, width]`
 * there, so it moves like a convolution; of a depthwise one the shape alone would not tell.
 *
 * @param className - Of the tfjs layer that holds it.
 */
export function torchLayoutOf(
  { name, shape }: { readonly name: string; readonly shape: readonly number[] },
  className: string,
): TorchLayout {
  if (shape.length === 2) return "dense";
  if (shape.length !== 4) return "same";
  if (className.includes("Depthwise")) return "depthwise";
  return LINEAR.test(name) ? "linear" : "convolution";
}

/** PyTorch's shape: kernels `[out, in / groups, height, width]`, dense ones `[out, in]`. */
export function torchShapeOf(shape: readonly number[], layout: TorchLayout): number[] {
  if (layout === "dense") return [shape[1]!, shape[0]!];
  if (layout === "same") return [...shape];
  const [height, width, inputs, outputs] = shape as [number, number, number, number];
  if (layout === "linear") return [outputs, inputs];
  return layout === "depthwise" ? [inputs * outputs, 1, height, width] : [outputs, inputs, height, width];
}

/** PyTorch's numbers in our order; always a copy. */
export function fromTorch(
  data: Float32Array,
  shape: readonly number[],
  layout: TorchLayout,
): Float32Array<ArrayBuffer> {
  if (layout === "same") return Float32Array.from(data);
  const { outputs, rows } = movesOf(shape, layout);
  const [moved, step] = [new Float32Array(data.length), rows.length];
  for (let output = 0; output < outputs; output += BLOCK) {
    const end = Math.min(BLOCK, outputs - output);
    for (let row = 0; row < step; row++) {
      const [from, to] = [output * step + row, rows[row]! * outputs + output];
      for (let i = 0; i < end; i++) moved[to + i] = data[from + i * step]!;
    }
  }
  return moved;
}

/** Our numbers in PyTorch's order; always a copy. */
export function toTorch(
  data: Float32Array,
  shape: readonly number[],
  layout: TorchLayout,
): Float32Array<ArrayBuffer> {
  if (layout === "same") return Float32Array.from(data);
  const { outputs, rows } = movesOf(shape, layout);
  const [moved, step] = [new Float32Array(data.length), rows.length];
  for (let output = 0; output < outputs; output += BLOCK) {
    const end = Math.min(BLOCK, outputs - output);
    for (let row = 0; row < step; row++) {
      const [from, to] = [rows[row]! * outputs + output, output * step + row];
      for (let i = 0; i < end; i++) moved[to + i * step] = data[from + i]!;
    }
  }
  return moved;
}

/** PyTorch's matrix `[output, row]` is ours `[place of the row, output]`. */
function movesOf(shape: readonly number[], layout: TorchLayout): { outputs: number; rows: Int32Array } {
  if (layout === "dense") return { outputs: shape[1]!, rows: Int32Array.from({ length: shape[0]! }, same) };
  const [height, width, inputs, outputs] = shape as [number, number, number, number];
  const cells = height * width;
  if (layout === "depthwise")
    return { outputs: inputs * outputs, rows: Int32Array.from({ length: cells }, same) };
  const place = (_: unknown, row: number) => (row % cells) * inputs + Math.floor(row / cells);
  return { outputs, rows: Int32Array.from({ length: cells * inputs }, place) };
}

function same(_: unknown, index: number): number {
  return index;
}
