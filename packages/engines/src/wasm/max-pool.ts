import type { TensorInfo } from "@tensorflow/tfjs-core";
import type { ConvolutionSizes } from "../internal/convolution-sizes.ts";
import type { WasmHeap } from "./heap.ts";

/** The largest value of each window, NaN if any is; cells outside the image never win. */
export function maxPoolForward(heap: WasmHeap, x: TensorInfo, sizes: ConvolutionSizes): TensorInfo {
  const out = heap.output(sizes.outShape);
  const [from, to] = [heap.address(x), heap.address(out)];
  heap.floats.fill(
    Number.NEGATIVE_INFINITY,
    to / 4,
    to / 4 + sizes.outShape.reduce((n, size) => n * size, 1),
  );
  const channels = sizes.inChannels;
  const steps = [4 * sizes.strideWidth * channels, 4 * channels] as const;
  eachWindowCell(sizes, (input, output, pixels) =>
    heap.kernels.maxInto(from + 4 * input, to + 4 * output, ...steps, pixels, channels),
  );
  return out;
}

/** The output gradient, given to the first cell of each window that holds its maximum. */
export function maxPoolGradient(
  heap: WasmHeap,
  [dy, x, y]: [TensorInfo, TensorInfo, TensorInfo],
  sizes: ConvolutionSizes,
): TensorInfo {
  const out = heap.zeros(sizes.inShape);
  const count = sizes.outShape.reduce((n, size) => n * size, 1);
  const taken = heap.scratch("taken", count);
  heap.floats.fill(0, taken / 4, taken / 4 + count);
  const channels = sizes.inChannels;
  const [xStep, yStep] = [4 * sizes.strideWidth * channels, 4 * channels];
  const [xAt, yAt, dyAt, dxAt] = [heap.address(x), heap.address(y), heap.address(dy), heap.address(out)];
  eachWindowCell(sizes, (input, output, pixels) => {
    const [from, to] = [4 * input, 4 * output];
    const [xCell, dxCell] = [xAt + from, dxAt + from];
    heap.kernels.maxGradient(
      xCell,
      yAt + to,
      dyAt + to,
      dxCell,
      taken + to,
      xStep,
      yStep,
      yStep,
      xStep,
      yStep,
      pixels,
      channels,
    );
  });
  return out;
}

/** Visits, for every output row and cell of the window, the run of output pixels whose cell lies inside the image. */
function eachWindowCell(
  sizes: ConvolutionSizes,
  visit: (input: number, output: number, pixels: number) => void,
): void {
  const { batchSize, inHeight, inWidth, inChannels, outHeight, outWidth, padInfo } = sizes;
  const { filterHeight, filterWidth, strideHeight, strideWidth } = sizes;
  for (let b = 0; b < batchSize; b += 1) {
    for (let row = 0; row < outHeight; row += 1) {
      for (let cell = 0; cell < filterHeight * filterWidth; cell += 1) {
        const y = row * strideHeight + Math.floor(cell / filterWidth) - padInfo.top;
        const shift = (cell % filterWidth) - padInfo.left;
        const first = Math.max(0, Math.ceil(-shift / strideWidth));
        const last = Math.min(outWidth - 1, Math.floor((inWidth - 1 - shift) / strideWidth));
        if (y < 0 || y >= inHeight || last < first) continue;
        const input = ((b * inHeight + y) * inWidth + first * strideWidth + shift) * inChannels;
        visit(input, ((b * outHeight + row) * outWidth + first) * inChannels, last - first + 1);
      }
    }
  }
}
