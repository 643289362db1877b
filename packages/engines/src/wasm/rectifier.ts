import type { TensorInfo } from "@tensorflow/tfjs-core";
import type { WasmHeap } from "./heap.ts";

/** A rectifier, and the kernel of its gradient. */
type Rectifier = "relu" | "relu6";

/** `max(x, 0)`, or `min(max(x, 0), 6)`; NaN stays NaN. */
export function rectified(heap: WasmHeap, x: TensorInfo, kernel: Rectifier = "relu"): TensorInfo {
  const out = heap.output(x.shape);
  heap.kernels[kernel](heap.address(x), heap.address(out), 0, 0, 1, sizeOf(x));
  return out;
}

/** The output gradient where the output is not 0 (nor 6). */
export function rectifiedGradient(
  heap: WasmHeap,
  [dy, y]: readonly [TensorInfo, TensorInfo],
  kernel: Rectifier = "relu",
): TensorInfo {
  const out = heap.output(y.shape);
  heap.kernels[`${kernel}Gradient`](
    heap.address(dy),
    heap.address(y),
    heap.address(out),
    0,
    0,
    0,
    1,
    sizeOf(y),
  );
  return out;
}

function sizeOf({ shape }: TensorInfo): number {
  return shape.reduce((product, size) => product * size, 1);
}
