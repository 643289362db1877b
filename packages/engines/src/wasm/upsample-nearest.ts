import type { TensorInfo } from "@tensorflow/tfjs-core";
import type { WasmHeap } from "./heap.ts";

/** Every pixel four times. */
export function upsampleNearest(heap: WasmHeap, x: TensorInfo): TensorInfo {
  const [b = 0, h = 0, w = 0, c = 0] = x.shape;
  const out = heap.output([b, 2 * h, 2 * w, c]);
  const [from, to] = [heap.address(x), heap.address(out)];
  const pixel = 4 * c;
  for (let row = 0; row < b * h; row += 1) {
    const y = to + 4 * row * w * pixel;
    const [below, step] = [y + 2 * w * pixel, 2 * pixel];
    const x = from + row * w * pixel;
    heap.kernels.spread(x, y, y + pixel, below, below + pixel, pixel, step, step, step, step, w, c);
  }
  return out;
}

/** The sum of the four copies' gradients. */
export function upsampleNearestGradient(heap: WasmHeap, dy: TensorInfo): TensorInfo {
  const [b = 0, h = 0, w = 0, c = 0] = dy.shape;
  const out = heap.output([b, h / 2, w / 2, c]);
  const [from, to] = [heap.address(dy), heap.address(out)];
  const pixel = 4 * c;
  for (let row = 0; row < (b * h) / 2; row += 1) {
    const y = from + 2 * row * w * pixel;
    const places = [y, y + pixel, y + w * pixel, y + (w + 1) * pixel];
    heap.kernels.gather(
      ...places,
      to + (row * w * pixel) / 2,
      ...places.map(() => 2 * pixel),
      pixel,
      w / 2,
      c,
    );
  }
  return out;
}
