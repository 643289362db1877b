import type { BoundingBox } from "./geometry.ts";

/** A box that covers more cells than this is kept apart, so that one country among houses costs no memory. */
const MOST_CELLS = 256;

/** Boxes in the cells of a grid, as wide as a usual box: who touches a box is found among few. */
export class BoxIndex {
  readonly #cell: number;
  readonly #cells = new Map<string, BoundingBox[]>();
  readonly #large: BoundingBox[] = [];

  constructor(boxes: readonly BoundingBox[]) {
    const sides = boxes.map(({ left, bottom, right, top }) => Math.max(right - left, top - bottom));
    this.#cell = sides.toSorted((a, b) => a - b)[Math.floor(sides.length / 2)] || 1;
    for (const box of boxes) this.add(box);
  }

  /** Adds a box. */
  add(box: BoundingBox): void {
    const keys = this.#keysOf(box);
    if (keys === null) this.#large.push(box);
    for (const key of keys ?? []) {
      const cell = this.#cells.get(key);
      if (cell === undefined) this.#cells.set(key, [box]);
      else cell.push(box);
    }
  }

  /** Whether a box touches any of those added. */
  touches(box: BoundingBox): boolean {
    const isTouched = (other: BoundingBox) =>
      box.left <= other.right &&
      other.left <= box.right &&
      box.bottom <= other.top &&
      other.bottom <= box.top;
    if (this.#large.some(isTouched)) return true;
    const keys = this.#keysOf(box) ?? this.#cells.keys();
    for (const key of keys) if (this.#cells.get(key)?.some(isTouched)) return true;
    return false;
  }

  #keysOf({ left, bottom, right, top }: BoundingBox): string[] | null {
    const [x0, y0, x1, y1] = [left, bottom, right, top].map((value) => Math.floor(value / this.#cell));
    const [columns, rows] = [x1! - x0! + 1, y1! - y0! + 1];
    if (columns * rows > MOST_CELLS) return null;
    return Array.from(
      { length: columns * rows },
      (_, at) => `${x0! + (at % columns)},${y0! + Math.floor(at / columns)}`,
    );
  }
}
