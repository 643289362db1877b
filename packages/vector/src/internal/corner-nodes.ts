import { type GrowingArray, growingArray, push } from "./growing-array.ts";

/** Nothing leaves a node this way. */
export const NO_END = -1;

/** Corners of pixels where arcs begin and end, numbered as they are found. */
export interface CornerNodes {
  /** x, y of each node. */
  readonly places: GrowingArray<Int32Array<ArrayBuffer>>;
  /** Four of each node, as they leave it: right, down, left, up; `2 · arc`, plus 1 where the arc ends here, or `NO_END`. */
  readonly ends: GrowingArray<Int32Array<ArrayBuffer>>;
  /** The number of the node at a corner; a new one where there is none. */
  numberOf(x: number, y: number): number;
}

/** An empty set of nodes. */
export function cornerNodes(): CornerNodes {
  const places = growingArray((buffer) => new Int32Array(buffer));
  const ends = growingArray((buffer) => new Int32Array(buffer));
  let slots = new Int32Array(1024).fill(-1);
  /** The slot of a corner, or the free one where it belongs. */
  const slotOf = (x: number, y: number) => {
    let slot = (Math.imul(x, 0x9e3779b1) ^ Math.imul(y, 0x85ebca6b)) >>> 0;
    for (slot = (slot ^ (slot >>> 15)) & (slots.length - 1); ; slot = (slot + 1) & (slots.length - 1)) {
      const node = slots[slot]!;
      if (node === -1 || (places.items[2 * node] === x && places.items[2 * node + 1] === y)) return slot;
    }
  };
  const grow = () => {
    slots = new Int32Array(2 * slots.length).fill(-1);
    for (let node = 0; 2 * node < places.length; node++)
      slots[slotOf(places.items[2 * node]!, places.items[2 * node + 1]!)] = node;
  };
  const numberOf = (x: number, y: number) => {
    const slot = slotOf(x, y);
    const found = slots[slot]!;
    if (found !== -1) return found;
    const node = places.length / 2;
    slots[slot] = node;
    push(places, x);
    push(places, y);
    for (let end = 0; end < 4; end++) push(ends, NO_END);
    if (places.length > slots.length) grow();
    return node;
  };
  return { places, ends, numberOf };
}
