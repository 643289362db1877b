/** Traces rings one by one, and remembers which piece every left edge belongs to. */
export interface RingTracer {
  /** Per pixel of the framed map: number of the piece whose ring passed its left edge, 0 where none did. */
  readonly owners: Int32Array;
  /**
   * Follows the ring that goes down the left edge of the pixel `first`, and returns it. Parts where it would
   * touch itself are cut off as rings of their own, into `holes`.
   */
  trace(first: number, owner: number, holes: number[][]): number[];
}

/** Above this, an array made with its length would become a slow dictionary in V8. */
const LONG_RING = 2 ** 20;

/** Down, right, up, left: with the piece on the left hand of somebody who walks along its edge. */
const COLUMN_STEPS = [0, 1, 0, -1] as const;
const ROW_STEPS = [1, 0, -1, 0] as const;

/** A tracer over values in a frame one pixel wide; `width` and `height` are those inside the frame. */
export function ringTracer({
  values,
  width,
  height,
}: {
  values: Uint16Array;
  width: number;
  height: number;
}): RingTracer {
  const stride = width + 2;
  const owners = new Int32Array(values.length);
  const path = cornerPath(width, height);
  const ahead = Int32Array.of(stride, 1, -stride, -1);
  return {
    owners,
    trace(first, owner, holes) {
      const value = values[first]!;
      let x = (first % stride) - 1;
      let y = Math.floor(first / stride) - 1;
      let [pixel, heading] = [first, 0];
      path.begin(x, y);
      do {
        if (heading === 0) owners[pixel] = owner;
        x += COLUMN_STEPS[heading]!;
        y += ROW_STEPS[heading]!;
        const left = pixel + ahead[heading]!;
        const right = left + ahead[(heading + 3) & 3]!;
        if (values[left] !== value) {
          // Where only the pixel across the corner is of the piece, the ring may come by twice.
          if (values[right] === value) path.touch(x, y, holes);
          else path.add(x, y);
          heading = (heading + 1) & 3;
        } else if (values[right] === value) {
          path.add(x, y);
          pixel = right;
          heading = (heading + 3) & 3;
        } else pixel = left;
      } while (pixel !== first || heading !== 0);
      return path.ring(0);
    },
  };
}

/** The corners walked so far. A corner met again closes what lies between, which leaves the path as a hole. */
function cornerPath(width: number, height: number) {
  let corners = new Int32Array(1024);
  let length = 0;
  const positions = new Int32Array((width + 1) * (height + 1));
  function add(x: number, y: number): void {
    if (length === corners.length) {
      const larger = new Int32Array(2 * length);
      larger.set(corners);
      corners = larger;
    }
    corners[length] = x;
    corners[length + 1] = y;
    length += 2;
  }
  /**
   * The corners from `from` on, clockwise, without the last, which is the first again. Plain arrays: millions
   * of small typed arrays take four times as long.
   */
  function ring(from: number): number[] {
    const size = length - from - 2;
    const copy = size > LONG_RING ? Array.from({ length: size }, () => 0) : new Array<number>(size);
    for (let to = 0, at = length - 4; to < size; to += 2, at -= 2) {
      copy[to] = corners[at]!;
      copy[to + 1] = corners[at + 1]!;
    }
    return copy;
  }
  return {
    begin(x: number, y: number): void {
      length = 0;
      add(x, y);
    },
    add,
    ring,
    touch(x: number, y: number, holes: number[][]): void {
      const corner = y * (width + 1) + x;
      const at = positions[corner]!;
      // Positions of earlier rings are never cleared: one is right only if the path has this corner there.
      const isBack = at < length && corners[at] === x && corners[at + 1] === y;
      if (!isBack) positions[corner] = length;
      add(x, y);
      if (!isBack) return;
      holes.push(ring(at));
      length = at + 2;
    },
  };
}
