import { range, sameNumbers } from "../shapes.ts";

/** Order of axes in memory: position `j` holds the axis `order[j]` of TensorFlow.js's shape. */
export type Order = readonly number[];

/** Images: channels before rows and columns. */
export const NCHW: Order = [0, 3, 1, 2];
/** Kernels of convolutions, `[height, width, in, out]` in TensorFlow.js. */
export const OIHW: Order = [3, 2, 0, 1];
/** Kernels of depthwise convolutions, `[height, width, in, multiplier]` in TensorFlow.js. */
export const IMHW: Order = [2, 3, 0, 1];

/** The axes in the order of the shape. */
export function plainOrder(rank: number): Order {
  return range(rank);
}

/** The lengths in memory. */
export function inMemory(shape: readonly number[], order: Order): number[] {
  return order.map((axis) => shape[axis]!);
}

/** The order that undoes `order`. */
export function inverse(order: Order): number[] {
  return range(order.length).map((axis) => order.indexOf(axis));
}

/** The axes longer than 1, in memory order: what decides where each number lies. */
export function longAxes(order: Order, shape: readonly number[]): number[] {
  return order.filter((axis) => shape[axis] !== 1);
}

/** Whether two orders put the numbers of a tensor at the same places. */
export function samePlaces(a: Order, b: Order, shape: readonly number[]): boolean {
  return sameNumbers(longAxes(a, shape), longAxes(b, shape));
}

/** Brings row-major numbers of `shape` into memory order; a copy. */
export function permuted<T extends Float32Array | Int32Array | Uint8Array>(
  data: T,
  shape: readonly number[],
  order: Order,
): T {
  const out = data.slice() as T;
  if (samePlaces(order, plainOrder(shape.length), shape)) return out;
  const strides = rowMajorStrides(shape);
  const axes = longAxes(order, shape);
  const lengths = axes.map((axis) => shape[axis]!);
  const steps = axes.map((axis) => strides[axis]!);
  const [last, step] = [lengths.at(-1)!, steps.at(-1)!];
  const position = lengths.map(() => 0);
  let from = 0;
  for (let to = 0; to < out.length; to += last) {
    for (let index = 0; index < last; index++) out[to + index] = data[from + index * step]!;
    for (let axis = lengths.length - 2; axis >= 0; axis--) {
      from += steps[axis]!;
      position[axis]! += 1;
      if (position[axis]! < lengths[axis]!) break;
      from -= steps[axis]! * lengths[axis]!;
      position[axis] = 0;
    }
  }
  return out;
}

function rowMajorStrides(shape: readonly number[]): number[] {
  const strides = shape.map(() => 1);
  for (let axis = shape.length - 2; axis >= 0; axis--) strides[axis] = strides[axis + 1]! * shape[axis + 1]!;
  return strides;
}
