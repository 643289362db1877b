import type { TensorInfo } from "@tensorflow/tfjs-core";
import type { ConvolutionSizes } from "../internal/convolution-sizes.ts";
import type { WasmHeap } from "./heap.ts";
import { inputMargins, paddedImages } from "./padded-images.ts";

/** Input and output gradient of a band together stay in the first-level cache. */
const BAND_BYTES = 24 * 1024;
/** Fewer pixels than this per band would spend the time on writing sums. */
const BAND_PIXELS = 64;

/** The gradient to a convolution's weights, summed band by band of output rows. */
export function convolutionWeightGradient(
  heap: WasmHeap,
  x: TensorInfo,
  dy: TensorInfo,
  sizes: ConvolutionSizes,
): TensorInfo {
  const { batchSize, inHeight, inWidth, inChannels, outHeight, outWidth, outChannels } = sizes;
  const out = heap.zeros(sizes.filterShape);
  const { images, rows } = bandOf(sizes);
  const imageSize = inHeight * inWidth * inChannels;
  for (let b = 0; b < batchSize; b += images) {
    const count = Math.min(images, batchSize - b);
    const address = heap.address(x) + 4 * b * imageSize;
    const group = { address, count, height: inHeight, width: inWidth, channels: inChannels };
    const padded = paddedImages(heap, group, inputMargins(sizes));
    for (let row = 0; row < outHeight; row += rows) {
      const dyAddress = heap.address(dy) + 4 * (b * outHeight + row) * outWidth * outChannels;
      bandGradient(
        heap,
        heap.address(out),
        padded,
        dyAddress,
        sizes,
        count,
        row,
        Math.min(rows, outHeight - row),
      );
    }
  }
  return out;
}

function bandGradient(
  heap: WasmHeap,
  out: number,
  padded: ReturnType<typeof paddedImages>,
  dy: number,
  sizes: ConvolutionSizes,
  images: number,
  row: number,
  rows: number,
): void {
  const {
    filterHeight,
    filterWidth,
    inChannels,
    outChannels,
    outHeight,
    outWidth,
    strideWidth: stride,
  } = sizes;
  const length = filterWidth * inChannels;
  for (let filterRow = 0; filterRow < filterHeight; filterRow += 1) {
    heap.kernels.weightGradient(
      out + 4 * filterRow * length * outChannels,
      padded.address + (row * stride + filterRow) * padded.rowBytes,
      dy,
      length,
      outChannels,
      images,
      rows,
      outWidth,
      4 * stride * inChannels,
      stride * padded.rowBytes,
      padded.imageBytes,
      4 * outWidth * outChannels,
      4 * outHeight * outWidth * outChannels,
    );
  }
}

/** How many images, or rows of one image, are summed together. */
function bandOf({
  inWidth,
  inChannels,
  outWidth,
  outHeight,
  outChannels,
  strideHeight,
  batchSize,
}: ConvolutionSizes) {
  const rowBytes = 4 * (inWidth * inChannels * strideHeight + outWidth * outChannels);
  const least = Math.ceil(BAND_PIXELS / outWidth);
  const rows = Math.max(least, Math.floor(BAND_BYTES / rowBytes));
  if (rows < outHeight) return { images: 1, rows };
  return { images: Math.min(batchSize, Math.floor(rows / outHeight)), rows: outHeight };
}
