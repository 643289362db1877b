/** Square cells over a map of pixels, in which pieces of lines that lie near each other are found. */
export interface CellGrid {
  readonly across: number;
  readonly down: number;
}

/** Pixels of a cell's side are 2 to this power. */
const BITS = 3;
const CELL = 2 ** BITS;
/** Two lines that meet on the border of cells are in one cell in spite of rounding. */
const ROUNDING = 0.01;

/** The cells over a map. */
export function cellGrid({ width, height }: { readonly width: number; readonly height: number }): CellGrid {
  return { across: (width >> BITS) + 1, down: (height >> BITS) + 1 };
}

/** The cell of a corner. */
export function cellOf(grid: CellGrid, x: number, y: number): number {
  return (y >> BITS) * grid.across + (x >> BITS);
}

/** Cells of a line, found by {@link cellsAlong}: the first `count` of them. */
export interface FoundCells {
  cells: Int32Array;
  count: number;
}

/** Finds the cells that come as near as `margin` to the straight line between two corners. */
export function cellsAlong(
  found: FoundCells,
  grid: CellGrid,
  line: { readonly corners: Int32Array; readonly from: number; readonly to: number; readonly margin: number },
): void {
  const { corners, from, to, margin } = line;
  found.cells[0] = cellOf(grid, corners[2 * from]!, corners[2 * from + 1]!);
  found.count = 1;
  if (margin === 0 && cellOf(grid, corners[2 * to]!, corners[2 * to + 1]!) === found.cells[0]) return;
  const upper = corners[2 * from + 1]! <= corners[2 * to + 1]! ? from : to;
  const lower = upper === from ? to : from;
  const [x0, y0, x1, y1] = [
    corners[2 * upper]!,
    corners[2 * upper + 1]!,
    corners[2 * lower]!,
    corners[2 * lower + 1]!,
  ];
  const slope = y1 === y0 ? 0 : (x1 - x0) / (y1 - y0);
  const reach = margin + ROUNDING;
  const lastRow = Math.min(grid.down - 1, Math.floor((y1 + margin) / CELL));
  found.count = 0;
  for (let row = Math.max(0, Math.floor((y0 - margin) / CELL)); row <= lastRow; row++) {
    const enter = y1 === y0 ? x0 : x0 + Math.max(0, row * CELL - margin - y0) * slope;
    const leave = y1 === y0 ? x1 : x1 - Math.max(0, y1 - (row + 1) * CELL - margin) * slope;
    const left = Math.max(0, Math.floor((Math.min(enter, leave) - reach) / CELL));
    const right = Math.min(grid.across - 1, Math.floor((Math.max(enter, leave) + reach) / CELL));
    const needed = found.count + right - left + 1;
    if (needed > found.cells.length) {
      const larger = new Int32Array(2 * needed);
      larger.set(found.cells);
      found.cells = larger;
    }
    for (let column = left; column <= right; column++) {
      found.cells[found.count] = row * grid.across + column;
      found.count += 1;
    }
  }
}
