import type { ConvolutionSizes } from "../internal/convolution-sizes.ts";
import type { WasmHeap } from "./heap.ts";

/** Zeros around an image, in pixels. */
export interface Margins {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** Images in memory, `[count, height, width, channels]`, float32. */
export interface Images {
  readonly address: number;
  readonly count: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

/** Images with their margins: where the first pixel lies, and how far rows and images are apart in bytes. */
export interface PaddedImages {
  readonly address: number;
  readonly rowBytes: number;
  readonly imageBytes: number;
}

/** The images with zeros around them, in scratch memory; themselves where no margin is asked for. */
export function paddedImages(heap: WasmHeap, images: Images, margins: Margins): PaddedImages {
  const { address, count, height, width, channels } = images;
  const { top, bottom, left, right } = margins;
  const row = (left + width + right) * channels;
  const image = (top + height + bottom) * row;
  const placed = { rowBytes: 4 * row, imageBytes: 4 * image };
  if (top + bottom + left + right === 0) return { address, ...placed };
  const scratch = heap.scratch("padded images", count * image);
  const floats = heap.floats;
  const inner = width * channels;
  let to = scratch / 4;
  let from = address / 4;
  for (let index = 0; index < count; index += 1) {
    const end = to + image;
    floats.fill(0, to, to + top * row + left * channels);
    to += top * row + left * channels;
    for (let y = 0; y < height; y += 1) {
      floats.copyWithin(to, from, from + inner);
      if (row > inner) floats.fill(0, to + inner, Math.min(to + row, end)); // right, and the next row's left
      to += row;
      from += inner;
    }
    floats.fill(0, to - left * channels, end);
    to = end;
  }
  return { address: scratch, ...placed };
}

/** The zeros around an image that the output positions reach. */
export function inputMargins(sizes: ConvolutionSizes): Margins {
  const { padInfo, inHeight, inWidth, outHeight, outWidth, filterHeight, filterWidth } = sizes;
  const beyond = (out: number, stride: number, filter: number, before: number, size: number) =>
    Math.max(0, (out - 1) * stride + filter - before - size);
  return {
    top: padInfo.top,
    left: padInfo.left,
    bottom: beyond(outHeight, sizes.strideHeight, filterHeight, padInfo.top, inHeight),
    right: beyond(outWidth, sizes.strideWidth, filterWidth, padInfo.left, inWidth),
  };
}
