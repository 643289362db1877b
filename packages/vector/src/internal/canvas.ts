/** A window of a grid that is burnt into; `x` and `y` are pixels of the grid. */
export interface Canvas {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** Burns a run of one row, given in pixels of the grid; what lies outside is cut off. */
export function burnRun(
  canvas: Canvas,
  row: number,
  [from, to]: readonly [number, number],
  value: number,
): void {
  const start = Math.max(0, from - canvas.x);
  const end = Math.min(canvas.width, to - canvas.x);
  const y = row - canvas.y;
  if (y < 0 || y >= canvas.height || end <= start) return;
  canvas.data.fill(value, y * canvas.width + start, y * canvas.width + end);
}

/** Burns one pixel of the grid. */
export function burnPixel(canvas: Canvas, column: number, row: number, value: number): void {
  const [x, y] = [column - canvas.x, row - canvas.y];
  if (x >= 0 && y >= 0 && x < canvas.width && y < canvas.height) canvas.data[y * canvas.width + x] = value;
}
