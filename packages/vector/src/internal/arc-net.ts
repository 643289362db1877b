/** Rings of pixel corners as arcs that neighbouring regions share. */
import type { PixelRing } from "@undercoat/morphology";
import { cornerNodes, NO_END } from "./corner-nodes.ts";
import { filled, type GrowingArray, growingArray, push, reserve } from "./growing-array.ts";

/** What is cut into arcs. */
export interface ValueMap {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/**
 * Lines between two places where more than two regions meet, or whole rings without one: arc `a` has the corners
 * `starts[a]` to `starts[a + 1] - 1`, both ends among them; ring `r` the uses `ringStarts[r]` to `ringStarts[r + 1] - 1`.
 */
export interface ArcNet {
  readonly width: number;
  readonly height: number;
  readonly arcCount: number;
  /** x, y of each corner. */
  readonly corners: Int32Array;
  readonly starts: Uint32Array;
  /** 1: a ring without a junction. */
  readonly isLoop: Uint8Array;
  /** Where each arc leaves its first node and its last one: positions in `nodeEnds`. */
  readonly arcEnds: Int32Array;
  readonly nodePlaces: Int32Array;
  readonly nodeEnds: Int32Array;
  readonly ringStarts: Uint32Array;
  /** `2 · arc`, plus 1 where the ring walks it from behind. */
  readonly uses: Int32Array;
}

type Integers = GrowingArray<Int32Array<ArrayBuffer>>;

/** The ring at hand, its junctions among its corners. */
interface Walk {
  readonly places: Integers;
  /** Which of the corners are junctions. */
  readonly junctions: Integers;
}

/** A part of a ring from one corner to another one, ahead of it; both count on after the last corner. */
interface Part {
  readonly from: number;
  readonly to: number;
  readonly isLoop: boolean;
}

/** Cuts rings at their junctions into arcs, each held once. */
export function arcNet(rings: Iterable<PixelRing>, map: ValueMap): ArcNet {
  const store = emptyStore();
  const walk: Walk = { places: integers(), junctions: integers() };
  for (const ring of rings) {
    push(store.ringStarts, store.uses.length);
    walkRing(walk, ring, map);
    const count = walk.places.length / 2;
    const { items, length } = walk.junctions;
    if (length === 0) {
      const from = topLeft(walk);
      addUse(store, walk, { from, to: from + count, isLoop: true });
    }
    for (let at = 0; at < length; at++) {
      const to = at + 1 < length ? items[at + 1]! : items[0]! + count;
      addUse(store, walk, { from: items[at]!, to, isLoop: false });
    }
  }
  push(store.ringStarts, store.uses.length);
  push(store.starts, store.corners.length / 2);
  return {
    width: map.width,
    height: map.height,
    arcCount: store.isLoop.length,
    corners: filled(store.corners),
    starts: filled(store.starts),
    isLoop: filled(store.isLoop),
    arcEnds: filled(store.arcEnds),
    nodePlaces: filled(store.nodes.places),
    nodeEnds: filled(store.nodes.ends),
    ringStarts: filled(store.ringStarts),
    uses: filled(store.uses),
  };
}

type Store = ReturnType<typeof emptyStore>;

function emptyStore() {
  return {
    corners: integers(),
    starts: growingArray((buffer) => new Uint32Array(buffer)),
    isLoop: growingArray((buffer) => new Uint8Array(buffer)),
    arcEnds: integers(),
    nodes: cornerNodes(),
    ringStarts: growingArray((buffer) => new Uint32Array(buffer)),
    uses: integers(),
  };
}

function integers(): Integers {
  return growingArray((buffer) => new Int32Array(buffer));
}

/** Junctions may lie where the ring runs straight. */
function walkRing({ places, junctions }: Walk, ring: PixelRing, map: ValueMap): void {
  places.length = 0;
  junctions.length = 0;
  for (let at = 0; at < ring.length; at += 2) {
    const next = at + 2 < ring.length ? at + 2 : 0;
    const [x, y] = [ring[at]!, ring[at + 1]!];
    const [stepX, stepY] = [Math.sign(ring[next]! - x), Math.sign(ring[next + 1]! - y)];
    const length = Math.abs(ring[next]! - x) + Math.abs(ring[next + 1]! - y);
    for (let step = 0; step < length; step++) {
      const isFound = isJunction(map, x + step * stepX, y + step * stepY);
      if (isFound) push(junctions, places.length / 2);
      if (step > 0 && !isFound) continue;
      push(places, x + step * stepX);
      push(places, y + step * stepY);
    }
  }
}

/** Where more than two pixel edges part different values; corners of the map stay where they are, too. */
function isJunction({ width, height, data }: ValueMap, x: number, y: number): boolean {
  const [isLeft, isRight, isTop, isBottom] = [x === 0, x === width, y === 0, y === height];
  if ((isLeft || isRight) && (isTop || isBottom)) return true;
  const at = y * width + x;
  const a = isLeft || isTop ? -1 : data[at - width - 1]!;
  const b = isRight || isTop ? -1 : data[at - width]!;
  const c = isRight || isBottom ? -1 : data[at]!;
  const d = isLeft || isBottom ? -1 : data[at - 1]!;
  return (a === b ? 0 : 1) + (b === c ? 0 : 1) + (c === d ? 0 : 1) + (d === a ? 0 : 1) > 2;
}

/** A ring without junctions starts at its topmost, leftmost corner, whoever walks it. */
function topLeft({ places: { items, length } }: Walk): number {
  let first = 0;
  for (let at = 1; 2 * at < length; at++) if (isBefore(items, at, first)) first = at;
  return first;
}

function isBefore(places: Int32Array, one: number, other: number): boolean {
  const down = places[2 * one + 1]! - places[2 * other + 1]!;
  return down < 0 || (down === 0 && places[2 * one]! < places[2 * other]!);
}

/** Adds a part of a ring as the use of an arc, and the arc if it is new. */
function addUse(store: Store, walk: Walk, part: Part): void {
  const { items, length } = walk.places;
  const at = (corner: number) => corner % (length / 2);
  const [first, second, beforeLast, last] = [part.from, part.from + 1, part.to - 1, part.to].map(at);
  const end = endOf(store, items, first!, second!);
  const found = store.nodes.ends.items[end]!;
  if (found !== NO_END) {
    push(store.uses, found);
    return;
  }
  const otherEnd = endOf(store, items, last!, beforeLast!);
  // an arc is held from the end that comes first, or by the step taken there: so both neighbours hold the same one
  const isClosed = items[2 * first!] === items[2 * last!] && items[2 * first! + 1] === items[2 * last! + 1];
  const isReversed = isClosed ? isBefore(items, beforeLast!, second!) : isBefore(items, last!, first!);
  const arc = store.isLoop.length;
  push(store.starts, store.corners.length / 2);
  push(store.isLoop, part.isLoop ? 1 : 0);
  push(store.arcEnds, isReversed ? otherEnd : end);
  push(store.arcEnds, isReversed ? end : otherEnd);
  store.nodes.ends.items[end] = 2 * arc + (isReversed ? 1 : 0);
  store.nodes.ends.items[otherEnd] = 2 * arc + (isReversed ? 0 : 1);
  push(store.uses, 2 * arc + (isReversed ? 1 : 0));
  reserve(store.corners, 2 * (part.to - part.from + 1));
  for (let corner = part.from; corner <= part.to; corner++) {
    const from = at(isReversed ? part.from + part.to - corner : corner);
    push(store.corners, items[2 * from]!);
    push(store.corners, items[2 * from + 1]!);
  }
}

/** Where a part leaves the node at its corner, by the next corner. */
function endOf({ nodes }: Store, places: Int32Array, corner: number, next: number): number {
  const [x, y] = [places[2 * corner]!, places[2 * corner + 1]!];
  const [dx, dy] = [places[2 * next]! - x, places[2 * next + 1]! - y];
  return 4 * nodes.numberOf(x, y) + (dx > 0 ? 0 : dy > 0 ? 1 : dx < 0 ? 2 : 3);
}

const ringCorners = integers();

/** Corners of a ring that its arcs kept: x, y, x, y …; they hold until the next call. */
export function keptOfRing(
  { corners, starts, ringStarts, uses }: ArcNet,
  { kept }: { readonly kept: Uint8Array },
  ring: number,
): Int32Array {
  ringCorners.length = 0;
  for (let use = ringStarts[ring]!; use < ringStarts[ring + 1]!; use++) {
    const arc = uses[use]! >> 1;
    const [first, last] = [starts[arc]!, starts[arc + 1]! - 1];
    const isReversed = uses[use]! % 2 === 1;
    // without the last one, which is the first of the next arc
    for (let step = 0; step < last - first; step++) {
      const at = isReversed ? last - step : first + step;
      if (kept[at] === 0) continue;
      push(ringCorners, corners[2 * at]!);
      push(ringCorners, corners[2 * at + 1]!);
    }
  }
  return ringCorners.items.subarray(0, ringCorners.length);
}
