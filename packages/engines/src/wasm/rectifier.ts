import type { TensorInfo } from "@tensorflow/tfjs-core";
import type { WasmHeap } from "./heap.ts";

/** `max(x, 0)`; NaN stays NaN. */
export function rectified(heap: WasmHeap, x: TensorInfo): TensorInfo {
  const out = heap.output(x.shape);
  heap.kernels.relu(heap.address(x), heap.address(out), 0, 0, 1, sizeOf(x));
  return out;
}

/** The output gradient where the output is not 0. */
export function rectifiedGradient(heap: WasmHeap, dy: TensorInfo, y: TensorInfo): TensorInfo {
  const out = heap.output(y.shape);
  heap.kernels.reluGradient(heap.address(dy), heap.address(y), heap.address(out), 0, 0, 0, 1, sizeOf(y));
  return out;
}

function sizeOf({ shape }: TensorInfo): number {
  return shape.reduce((product, size) => product * size, 1);
}
