/** A window of a grid that is burnt into; `x` and `y` are pixels of the grid. */
export interface Canvas {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** Burns one pixel of the grid; one outside of the canvas is left out. */
export function burnPixel(canvas: Canvas, column: number, row: number, value: number): void {
  const x = column - canvas.x;
  const y = row - canvas.y;
  if (x >= 0 && y >= 0 && x < canvas.width && y < canvas.height) canvas.data[y * canvas.width + x] = value;
}
