import type { TensorInfo } from "@tensorflow/tfjs-core";
import { CHANNEL_BLOCK } from "../simd/convolve.ts";
import { type ConvolutionSizes, inputMargins } from "./convolution-sizes.ts";
import type { WasmHeap } from "./heap.ts";
import { paddedImages } from "./padded-images.ts";

/** The forward pass of a convolution, image by image, row by row. */
export function convolutionForward(
  heap: WasmHeap,
  x: TensorInfo,
  filter: TensorInfo,
  sizes: ConvolutionSizes,
): TensorInfo {
  const { batchSize, inHeight, inWidth, inChannels, outHeight, outWidth, outChannels } = sizes;
  const { filterHeight, filterWidth, strideWidth: stride } = sizes;
  const out = heap.output(sizes.outShape);
  const length = filterWidth * inChannels;
  const weights = packedWeights(heap, heap.address(filter), filterHeight * length, outChannels);
  const imageSize = inHeight * inWidth * inChannels;
  for (let b = 0; b < batchSize; b += 1) {
    const image = {
      address: heap.address(x) + 4 * b * imageSize,
      count: 1,
      height: inHeight,
      width: inWidth,
    };
    const padded = paddedImages(heap, { ...image, channels: inChannels }, inputMargins(sizes));
    heap.kernels.convolve(
      heap.address(out) + 4 * b * outHeight * outWidth * outChannels,
      padded.address,
      weights,
      filterHeight,
      padded.rowBytes,
      length,
      outChannels,
      outWidth,
      4 * stride * inChannels,
      4 * outChannels,
      outHeight,
      stride * padded.rowBytes,
      4 * outWidth * outChannels,
    );
  }
  return out;
}

/** `[inputs, channels]` in blocks of 8 channels, `[block][input][8]`, the last one filled with zeros. */
function packedWeights(heap: WasmHeap, address: number, inputs: number, channels: number): number {
  const lanes = CHANNEL_BLOCK; // imported values are slow to read in loops
  const packed = heap.scratch("weights", Math.ceil(channels / lanes) * inputs * lanes);
  const floats = heap.floats;
  let to = packed / 4;
  for (let first = 0; first < channels; first += lanes) {
    const count = Math.min(lanes, channels - first);
    for (let input = 0; input < inputs; input += 1, to += lanes) {
      const from = address / 4 + input * channels + first;
      for (let lane = 0; lane < lanes; lane += 1) {
        floats[to + lane] = lane < count ? (floats[from + lane] as number) : 0;
      }
    }
  }
  return packed;
}
