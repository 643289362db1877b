import type { Window } from "@undercoat/raster";
import type { Layout } from "./layout.ts";
import { bytesPerSample } from "./samples-of.ts";

/** Bytes of samples that are read at a time. */
const BYTES_AT_ONCE = 2 ** 25;

/** Rows of blocks above this many bytes are read in parts, although their blocks are then decoded several times. */
const LARGEST_ROW = 2 ** 27;

/**
 * Windows that cover an image, for a pass over all pixels in bounded memory. In row-major order each one is as
 * wide as the image; else they are as wide as memory allows and decode every block once.
 */
export function* measureWindows(layout: Layout, { isRowMajor }: { isRowMajor: boolean }): Generator<Window> {
  const { width, height } = layout;
  const [across, down] = isRowMajor ? [width, rowsAtOnce(layout)] : stepOf(layout);
  for (let y = 0; y < height; y += down) {
    for (let x = 0; x < width; x += across) {
      yield { x, y, width: Math.min(across, width - x), height: Math.min(down, height - y) };
    }
  }
}

function bytesPerPixel({ samples, sampleType }: Layout): number {
  return samples * bytesPerSample(sampleType);
}

function rowsAtOnce(layout: Layout): number {
  const { width, height, blockHeight } = layout;
  const rowBytes = width * bytesPerPixel(layout);
  const fitting = Math.floor(BYTES_AT_ONCE / rowBytes);
  if (fitting >= blockHeight) return Math.min(height, fitting - (fitting % blockHeight));
  if (rowBytes * blockHeight <= LARGEST_ROW) return blockHeight;
  return Math.max(1, Math.floor(LARGEST_ROW / rowBytes));
}

function stepOf(layout: Layout): [across: number, down: number] {
  const { width, blockWidth, blockHeight } = layout;
  const blocks = Math.max(1, Math.floor(BYTES_AT_ONCE / (blockWidth * blockHeight * bytesPerPixel(layout))));
  const blocksAcross = Math.ceil(width / blockWidth);
  if (blocks < blocksAcross) return [blocks * blockWidth, blockHeight];
  return [width, Math.floor(blocks / blocksAcross) * blockHeight];
}
