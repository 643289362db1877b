import type { WasmHeap } from "./heap.ts";

/** One call of the `convolve` kernel; sizes in floats or pixels, the other distances in bytes. */
export interface Plane {
  readonly out: number;
  readonly x: number;
  readonly weights: number;
  readonly runs: number;
  readonly runBytes: number;
  readonly length: number;
  readonly channels: number;
  readonly pixels: number;
  readonly xStep: number;
  readonly outStep: number;
  readonly rows: number;
  readonly xRow: number;
  readonly outRow: number;
}

/** Pixels that the kernel computes together. */
const TOGETHER = 4;

/** Convolves one image. Rows too short for the kernel are gathered into one long row first. */
export function convolvePlane(heap: WasmHeap, plane: Plane): void {
  const { out, x, weights, runs, runBytes, length, channels, pixels, xStep, outStep, rows, xRow, outRow } =
    plane;
  if (pixels >= TOGETHER || rows === 1 || outRow !== pixels * outStep) {
    heap.kernels.convolve(
      ...([out, x, weights, runs, runBytes, length, channels] as const),
      ...([pixels, xStep, outStep, rows, xRow, outRow] as const),
    );
    return;
  }
  const size = runs * length;
  const gathered = heap.scratch("gathered", rows * pixels * size);
  for (let index = 0; index < rows * pixels; index += 1) {
    const from = x + Math.floor(index / pixels) * xRow + (index % pixels) * xStep;
    heap.kernels.copy(from, gathered + 4 * index * size, runBytes, 4 * length, runs, length);
  }
  heap.kernels.convolve(
    ...([out, gathered, weights, 1, 0, size, channels] as const),
    ...([rows * pixels, 4 * size, outStep, 1, 0, 0] as const),
  );
}
