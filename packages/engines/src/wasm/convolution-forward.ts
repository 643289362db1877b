import type { TensorInfo } from "@tensorflow/tfjs-core";
import type { ConvolutionSizes } from "../internal/convolution-sizes.ts";
import { CHANNEL_BLOCK } from "../simd/convolve.ts";
import { convolvePlane } from "./convolve-plane.ts";
import type { WasmHeap } from "./heap.ts";
import { inputMargins, paddedImages } from "./padded-images.ts";

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
    convolvePlane(heap, {
      out: heap.address(out) + 4 * b * outHeight * outWidth * outChannels,
      x: padded.address,
      weights,
      runs: filterHeight,
      runBytes: padded.rowBytes,
      length,
      channels: outChannels,
      pixels: outWidth,
      xStep: 4 * stride * inChannels,
      outStep: 4 * outChannels,
      rows: outHeight,
      xRow: stride * padded.rowBytes,
      outRow: 4 * outWidth * outChannels,
    });
  }
  return out;
}

/** `[inputs, channels]` in blocks of 8 channels, `[block][input][8]`, the last one filled with zeros. */
function packedWeights(heap: WasmHeap, address: number, inputs: number, channels: number): number {
  const blocks = Math.ceil(channels / CHANNEL_BLOCK);
  const size = inputs * CHANNEL_BLOCK;
  const packed = heap.scratch("weights", blocks * size);
  if (channels % CHANNEL_BLOCK !== 0)
    heap.floats.fill(0, packed / 4 + (blocks - 1) * size, packed / 4 + blocks * size);
  for (let block = 0; block < blocks; block += 1) {
    const first = block * CHANNEL_BLOCK;
    const count = Math.min(CHANNEL_BLOCK, channels - first);
    heap.kernels.copy(
      address + 4 * first,
      packed + 4 * block * size,
      4 * channels,
      4 * CHANNEL_BLOCK,
      inputs,
      count,
    );
  }
  return packed;
}
