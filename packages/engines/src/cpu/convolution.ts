import type { ConvolutionSizes } from "../internal/convolution-sizes.ts";
import { addProduct } from "./matrix-product.ts";
import { forEachTap, pixelsOf } from "./taps.ts";

/** Output pixels whose windows are laid out as a matrix at once. */
const CHUNK = 256;

/** Output `[b, h, w, filters]` of images `[b, h, w, c]` and a filter `[rows, columns, c, filters]`. */
export function convolved(sizes: ConvolutionSizes, x: Float32Array, filter: Float32Array): Float32Array {
  const { outChannels } = sizes;
  const window = windowOf(sizes);
  const y = new Float32Array(pixelsOf(sizes) * outChannels);
  forEachChunk(sizes, ([from, to]) => {
    const sums = new Float64Array((to - from) * outChannels);
    const windows = byRows(windowsOf(sizes, x, [from, to]), window);
    addProduct(sums, windows, byRows(filter, outChannels), [to - from, window, outChannels]);
    y.set(sums, from * outChannels);
  });
  return y;
}

/** Gradient to the images. */
export function inputGradient(sizes: ConvolutionSizes, dy: Float32Array, filter: Float32Array): Float32Array {
  const { inChannels, outChannels } = sizes;
  const window = windowOf(sizes);
  const dx = new Float64Array(sizes.batchSize * sizes.inHeight * sizes.inWidth * inChannels);
  const transposed = { values: filter, start: 0, rowStep: 1, columnStep: outChannels };
  forEachChunk(sizes, ([from, to]) => {
    const windows = new Float64Array((to - from) * window);
    const gradient = byRows(dy, outChannels, from * outChannels);
    addProduct(windows, gradient, transposed, [to - from, outChannels, window]);
    forEachTap(sizes, [from, to], (pixel, inputPixel, tap) => {
      const [start, at] = [(pixel - from) * window + tap * inChannels, inputPixel * inChannels];
      for (let channel = 0; channel < inChannels; channel += 1)
        dx[at + channel]! += windows[start + channel]!;
    });
  });
  return Float32Array.from(dx);
}

/** Gradient to the filter. */
export function weightGradient(sizes: ConvolutionSizes, x: Float32Array, dy: Float32Array): Float32Array {
  const { outChannels } = sizes;
  const window = windowOf(sizes);
  const sums = new Float64Array(window * outChannels);
  forEachChunk(sizes, ([from, to]) => {
    const values = windowsOf(sizes, x, [from, to]);
    const transposed = { values, start: 0, rowStep: 1, columnStep: window };
    const gradient = byRows(dy, outChannels, from * outChannels);
    addProduct(sums, transposed, gradient, [window, to - from, outChannels]);
  });
  return Float32Array.from(sums);
}

type Range = readonly [from: number, to: number];

function forEachChunk(sizes: ConvolutionSizes, work: (range: Range) => void): void {
  const pixels = pixelsOf(sizes);
  for (let from = 0; from < pixels; from += CHUNK) work([from, Math.min(from + CHUNK, pixels)]);
}

/** Values that an output pixel looks at. */
function windowOf({ filterHeight, filterWidth, inChannels }: ConvolutionSizes): number {
  return filterHeight * filterWidth * inChannels;
}

/** What each output pixel looks at, one row per pixel: zeros beyond the image. */
function windowsOf(sizes: ConvolutionSizes, x: Float32Array, [from, to]: Range): Float32Array {
  const { inChannels } = sizes;
  const window = windowOf(sizes);
  const windows = new Float32Array((to - from) * window);
  forEachTap(sizes, [from, to], (pixel, inputPixel, tap) => {
    const [start, at] = [(pixel - from) * window + tap * inChannels, inputPixel * inChannels];
    for (let channel = 0; channel < inChannels; channel += 1) windows[start + channel] = x[at + channel]!;
  });
  return windows;
}

function byRows(values: Float32Array, columns: number, start = 0) {
  return { values, start, rowStep: columns, columnStep: 1 };
}
