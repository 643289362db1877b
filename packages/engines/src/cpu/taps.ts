import type { ConvolutionSizes } from "../internal/convolution-sizes.ts";

/**
 * Calls `visit` for every cell of the kernel that falls inside the image, at the output pixels `from` to `to`
 * (numbers over the whole batch): with the number of the output pixel, of the input pixel, and of the cell.
 */
export function forEachTap(
  sizes: ConvolutionSizes,
  [from, to]: readonly [from: number, to: number],
  visit: (pixel: number, inputPixel: number, tap: number) => void,
): void {
  const { inHeight, inWidth, outHeight, outWidth, filterHeight, filterWidth } = sizes;
  const { strideHeight, strideWidth, dilationHeight, dilationWidth, padInfo } = sizes;
  for (let pixel = from; pixel < to; pixel += 1) {
    const image = Math.floor(pixel / (outHeight * outWidth));
    const top = (Math.floor(pixel / outWidth) % outHeight) * strideHeight - padInfo.top;
    const left = (pixel % outWidth) * strideWidth - padInfo.left;
    for (let tapRow = 0; tapRow < filterHeight; tapRow += 1) {
      const row = top + tapRow * dilationHeight;
      if (row < 0 || row >= inHeight) continue;
      for (let tapColumn = 0; tapColumn < filterWidth; tapColumn += 1) {
        const column = left + tapColumn * dilationWidth;
        if (column < 0 || column >= inWidth) continue;
        visit(pixel, (image * inHeight + row) * inWidth + column, tapRow * filterWidth + tapColumn);
      }
    }
  }
}

/** Output pixels of the whole batch. */
export function pixelsOf({ batchSize, outHeight, outWidth }: ConvolutionSizes): number {
  return batchSize * outHeight * outWidth;
}
