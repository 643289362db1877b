import type { TensorInfo } from "@tensorflow/tfjs-core";
import type { WasmHeap } from "./heap.ts";

/** Rows summed in float32 before the sum is carried on in float64: with 512, the deep layers' gradients lose two digits. */
const CHUNK_ROWS = 64;

/** Output, mean and biased variance of `x` normalised by its own statistics. */
export function batchNormForward(
  heap: WasmHeap,
  x: TensorInfo,
  weight: TensorInfo,
  bias: TensorInfo,
  epsilon: number,
): TensorInfo[] {
  const { rows, channels } = matrixOf(x);
  const [out, mean, variance] = [heap.output(x.shape), heap.output([channels]), heap.output([channels])];
  const origin = firstMean(heap, heap.address(x), rows, channels);
  const [sums, squares] = chunked(heap, "moments", [heap.address(x)], [origin], 2, rows, channels) as [
    Float64Array,
    Float64Array,
  ];
  const scale = heap.scratch("scale", channels);
  const floats = heap.floats;
  const at = (address: number) => floats.subarray(address / 4, address / 4 + channels);
  const [means, variances, scales] = [at(heap.address(mean)), at(heap.address(variance)), at(scale)];
  for (let c = 0; c < channels; c += 1) {
    const offset = (sums[c] as number) / rows;
    const spread = (squares[c] as number) / rows - offset * offset;
    means[c] = (at(origin)[c] as number) + offset;
    variances[c] = spread < 0 ? 0 : spread; // NaN stays
    scales[c] = (at(heap.address(weight))[c] as number) / Math.sqrt((variances[c] as number) + epsilon);
  }
  heap.kernels.normalise(
    heap.address(x),
    heap.address(out),
    heap.address(mean),
    scale,
    heap.address(bias),
    rows,
    channels,
  );
  return [out, mean, variance];
}

/** `(x − mean) · scale + shift`, each one value per channel. */
export function normalised(
  heap: WasmHeap,
  [x, mean, scale, shift]: [TensorInfo, TensorInfo, TensorInfo, TensorInfo],
): TensorInfo {
  const { rows, channels } = matrixOf(x);
  const out = heap.output(x.shape);
  const constants = [mean, scale, shift].map((tensor) => heap.address(tensor));
  heap.kernels.normalise(heap.address(x), heap.address(out), ...constants, rows, channels);
  return out;
}

/** Gradients to input, weight and bias. */
export function batchNormBackward(
  heap: WasmHeap,
  [dy, x, weight, mean, variance]: [TensorInfo, TensorInfo, TensorInfo, TensorInfo, TensorInfo],
  epsilon: number,
): TensorInfo[] {
  const { rows, channels } = matrixOf(x);
  const [dx, dWeight, dBias] = [heap.output(x.shape), heap.output([channels]), heap.output([channels])];
  const streams = [heap.address(dy), heap.address(x)];
  const [sums, products] = chunked(
    heap,
    "gradientSums",
    streams,
    [heap.address(mean)],
    2,
    rows,
    channels,
  ) as [Float64Array, Float64Array];
  const coefficients = heap.scratch("coefficients", 3 * channels);
  const floats = heap.floats;
  const value = (tensor: TensorInfo, c: number) => floats[heap.address(tensor) / 4 + c] as number;
  for (let c = 0; c < channels; c += 1) {
    const inverse = 1 / Math.sqrt(value(variance, c) + epsilon);
    const [sum, product] = [sums[c] as number, products[c] as number];
    const factor = value(weight, c) * inverse;
    floats[heap.address(dWeight) / 4 + c] = product * inverse;
    floats[heap.address(dBias) / 4 + c] = sum;
    floats[coefficients / 4 + c] = factor;
    floats[coefficients / 4 + channels + c] = (-factor * inverse * inverse * product) / rows;
    floats[coefficients / 4 + 2 * channels + c] = (-factor * sum) / rows;
  }
  const constants = [0, 1, 2].map((index) => coefficients + 4 * index * channels);
  heap.kernels.normaliseGradient(
    ...streams,
    heap.address(dx),
    heap.address(mean),
    ...constants,
    rows,
    channels,
  );
  return [dx, dWeight, dBias];
}

/** Sums over all axes but the last. */
export function columnSums(heap: WasmHeap, x: TensorInfo): TensorInfo {
  const { rows, channels } = matrixOf(x);
  const out = heap.output([channels]);
  const [sums] = chunked(heap, "columnSums", [heap.address(x)], [], 1, rows, channels) as [Float64Array];
  heap.floats.set(sums, heap.address(out) / 4);
  return out;
}

function matrixOf({ shape }: TensorInfo): { rows: number; channels: number } {
  const channels = shape[shape.length - 1] ?? 1;
  return { rows: shape.slice(0, -1).reduce((product, size) => product * size, 1), channels };
}

/** About the mean, from the first rows: sums of squares are taken around it, so that nothing cancels. */
function firstMean(heap: WasmHeap, x: number, rows: number, channels: number): number {
  const origin = heap.scratch("origin", channels);
  const count = Math.min(rows, CHUNK_ROWS);
  heap.kernels.columnSums(x, origin, count, channels);
  const floats = heap.floats;
  for (let c = 0; c < channels; c += 1) floats[origin / 4 + c] = (floats[origin / 4 + c] as number) / count;
  return origin;
}

/** Runs a summing kernel chunk by chunk of rows and adds its sums in float64. */
function chunked(
  heap: WasmHeap,
  kernel: "moments" | "gradientSums" | "columnSums",
  streams: readonly number[],
  constants: readonly number[],
  sumCount: number,
  rows: number,
  channels: number,
): Float64Array[] {
  const scratch = heap.scratch("sums", sumCount * channels);
  const floats = heap.floats;
  const totals = Array.from({ length: sumCount }, () => new Float64Array(channels));
  const sums = totals.map((_, index) => scratch + 4 * index * channels);
  for (let row = 0; row < rows; row += CHUNK_ROWS) {
    const moved = streams.map((address) => address + 4 * row * channels);
    heap.kernels[kernel](...moved, ...constants, ...sums, Math.min(CHUNK_ROWS, rows - row), channels);
    for (const [index, total] of totals.entries()) {
      const from = scratch / 4 + index * channels;
      for (let c = 0; c < channels; c += 1) total[c] = (total[c] as number) + (floats[from + c] as number);
    }
  }
  return totals;
}
