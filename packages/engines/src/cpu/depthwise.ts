import type { ConvolutionSizes } from "../internal/convolution-sizes.ts";
import { forEachTap, pixelsOf } from "./taps.ts";

/** Output `[b, h, w, c · multiplier]` of images `[b, h, w, c]` and a filter `[rows, columns, c, multiplier]`. */
export function depthwiseConvolved(
  sizes: ConvolutionSizes,
  x: Float32Array,
  filter: Float32Array,
): Float32Array {
  const y = new Float64Array(pixelsOf(sizes) * sizes.outChannels);
  forEachProduct(sizes, (output, input, weight) => {
    y[output]! += x[input]! * filter[weight]!;
  });
  return Float32Array.from(y);
}

/** Gradient to the images. */
export function depthwiseInputGradient(
  sizes: ConvolutionSizes,
  dy: Float32Array,
  filter: Float32Array,
): Float32Array {
  const dx = new Float64Array(sizes.batchSize * sizes.inHeight * sizes.inWidth * sizes.inChannels);
  forEachProduct(sizes, (output, input, weight) => {
    dx[input]! += dy[output]! * filter[weight]!;
  });
  return Float32Array.from(dx);
}

/** Gradient to the filter. */
export function depthwiseWeightGradient(
  sizes: ConvolutionSizes,
  x: Float32Array,
  dy: Float32Array,
): Float32Array {
  const sums = new Float64Array(sizes.filterHeight * sizes.filterWidth * sizes.outChannels);
  forEachProduct(sizes, (output, input, weight) => {
    sums[weight]! += x[input]! * dy[output]!;
  });
  return Float32Array.from(sums);
}

/** Every product that a depthwise convolution adds up: places of the output, the input and the weight. */
function forEachProduct(
  sizes: ConvolutionSizes,
  visit: (output: number, input: number, weight: number) => void,
): void {
  const { inChannels, outChannels } = sizes;
  const multiplier = outChannels / inChannels;
  forEachTap(sizes, [0, pixelsOf(sizes)], (pixel, inputPixel, tap) => {
    for (let channel = 0, out = 0; channel < inChannels; channel += 1)
      for (let of = 0; of < multiplier; of += 1, out += 1)
        visit(pixel * outChannels + out, inputPixel * inChannels + channel, tap * outChannels + out);
  });
}
