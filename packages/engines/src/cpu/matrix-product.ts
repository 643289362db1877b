/** A matrix in a flat array: entry (row, column) lies at `start + row * rowStep + column * columnStep`. */
export interface Matrix {
  readonly values: ArrayLike<number>;
  readonly start: number;
  readonly rowStep: number;
  readonly columnStep: number;
}

/** Inner products are taken in parts of this length: a part of both matrices stays in the cache. */
const PART = 512;

/**
 * Adds `left · right` to `sums` (`rows × columns`, row by row), in float64: `left` is `rows × inner`, `right`
 * `inner × columns`. Four by two entries at once: their sums stay in registers.
 */
export function addProduct(
  sums: Float64Array,
  left: Matrix,
  right: Matrix,
  [rows, inner, columns]: readonly [rows: number, inner: number, columns: number],
): void {
  const length = Math.min(PART, inner);
  const rowPairs = new Float64Array((rows + 1) * length);
  const quad = new Float64Array(4 * length);
  for (let first = 0; first < inner; first += PART) {
    const part = Math.min(PART, inner - first);
    const leftPart = { ...left, start: left.start + first * left.columnStep };
    for (let row = 0; row < rows; row += 2)
      packLines(rowPairs, row * part, leftPart, { first: row, count: Math.min(2, rows - row), of: 2, part });
    const rightPart = {
      ...right,
      start: right.start + first * right.rowStep,
      rowStep: right.columnStep,
      columnStep: right.rowStep,
    };
    for (let column = 0; column < columns; column += 4) {
      const count = Math.min(4, columns - column);
      packLines(quad, 0, rightPart, { first: column, count, of: 4, part });
      for (let row = 0; row < rows; row += 2)
        addTile(sums, row * columns + column, rowPairs.subarray(row * part), quad, {
          part,
          columns,
          rows: Math.min(2, rows - row),
          count,
        });
    }
  }
}

/** Writes `of` rows of a matrix entry by entry beside each other: first all first entries; zeros beyond `count`. */
function packLines(
  into: Float64Array,
  at: number,
  { values, start, rowStep, columnStep }: Matrix,
  { first, count, of, part }: { first: number; count: number; of: number; part: number },
): void {
  for (let line = 0; line < of; line += 1) {
    let from = start + (first + line) * rowStep;
    let to = at + line;
    for (let index = 0; index < part; index += 1) {
      into[to] = line < count ? values[from]! : 0;
      from += columnStep;
      to += of;
    }
  }
}

function addTile(
  sums: Float64Array,
  at: number,
  pair: Float64Array,
  quad: Float64Array,
  { part, columns, rows, count }: { part: number; columns: number; rows: number; count: number },
): void {
  let a0 = 0;
  let a1 = 0;
  let a2 = 0;
  let a3 = 0;
  let b0 = 0;
  let b1 = 0;
  let b2 = 0;
  let b3 = 0;
  for (let index = 0; index < part; index += 1) {
    const x = pair[2 * index]!;
    const y = pair[2 * index + 1]!;
    const p = quad[4 * index]!;
    const q = quad[4 * index + 1]!;
    const r = quad[4 * index + 2]!;
    const s = quad[4 * index + 3]!;
    a0 += x * p;
    a1 += x * q;
    a2 += x * r;
    a3 += x * s;
    b0 += y * p;
    b1 += y * q;
    b2 += y * r;
    b3 += y * s;
  }
  const upper = [a0, a1, a2, a3];
  const lower = [b0, b1, b2, b3];
  for (let column = 0; column < count; column += 1) {
    sums[at + column]! += upper[column]!;
    if (rows === 2) sums[at + columns + column]! += lower[column]!;
  }
}
