/** Steps of a curve along each side of the square. */
const SIDE = 2 ** 16;

/**
 * Place along the Hilbert curve of order 16 of a cell: cells that follow each other lie beside each other.
 *
 * @see {@link https://doi.org/10.1007/BF01199431 | Hilbert, Math. Ann. 38 (1891)}
 */
export function hilbertPlace(column: number, row: number): number {
  let [x, y, place] = [column, row, 0];
  for (let half = SIDE / 2; half >= 1; half /= 2) {
    const [right, upper] = [(x & half) > 0 ? 1 : 0, (y & half) > 0 ? 1 : 0];
    place += half * half * ((3 * right) ^ upper);
    if (upper === 0) {
      if (right === 1) [x, y] = [SIDE - 1 - x, SIDE - 1 - y];
      [x, y] = [y, x];
    }
  }
  return place;
}

/** The cell of a coordinate within a range. */
export function hilbertCell(value: number, least: number, most: number): number {
  const share = most > least ? (value - least) / (most - least) : 0;
  return Math.min(SIDE - 1, Math.max(0, Math.floor(share * SIDE)));
}
