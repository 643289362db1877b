/** Calls `visit(block, pixel)` for every pixel, with the number of the block that holds it. */
export function forEachInBlocks(
  { width, height }: { readonly width: number; readonly height: number },
  factor: number,
  visit: (block: number, pixel: number) => void,
): void {
  const columns = Math.ceil(width / factor);
  for (let row = 0; row < height; row++) {
    const firstBlock = Math.floor(row / factor) * columns;
    for (let column = 0; column < width; column++) {
      visit(firstBlock + Math.floor(column / factor), row * width + column);
    }
  }
}
