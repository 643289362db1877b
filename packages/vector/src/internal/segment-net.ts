import type { Line, Position } from "../feature.ts";

/** Segments between places; those that occur twice cancel each other. */
export class SegmentNet {
  readonly #places: Position[] = [];
  readonly #ends: [from: number, to: number][] = [];
  /** Segments at each place. */
  readonly #around: number[][] = [];
  readonly #used: Uint8Array;
  /** x0, y0, x1, y1 of each segment. */
  readonly #xy: Float64Array;

  constructor(lines: readonly Line[]) {
    const nodes = new Map<string, number>();
    const odd = new Map<string, [number, number]>();
    for (const line of lines) {
      let before: number | null = null;
      for (const place of line) {
        const node = this.#nodeOf(nodes, place);
        if (before !== null && before !== node) toggle(odd, before, node);
        before = node;
      }
    }
    for (const ends of odd.values()) {
      for (const node of ends) this.#around[node]?.push(this.#ends.length);
      this.#ends.push(ends);
    }
    this.#used = new Uint8Array(this.#ends.length);
    this.#xy = Float64Array.from(
      this.#ends.flatMap((ends) =>
        ends.flatMap((node) => [this.place(node)[0] ?? 0, this.place(node)[1] ?? 0]),
      ),
    );
  }

  get size(): number {
    return this.#ends.length;
  }

  /** Whether a line ends where no other goes on. */
  hasLooseEnd(): boolean {
    return this.#around.some((segments) => segments.length % 2 === 1);
  }

  /** Whether other rings touch at a place. */
  isShared(node: number): boolean {
    return (this.#around[node]?.length ?? 0) > 2;
  }

  isUsed(segment: number): boolean {
    return this.#used[segment] === 1;
  }

  use(segment: number): void {
    this.#used[segment] = 1;
  }

  place(node: number): Position {
    return this.#places[node] ?? [];
  }

  otherEnd(segment: number, node: number): number {
    const [from, to] = this.#endsOf(segment);
    return node === from ? to : from;
  }

  /** The other segment at a place where two meet. */
  next(segment: number, node: number): number {
    const [one = segment, two = segment] = this.#around[node] ?? [];
    return one === segment ? two : one;
  }

  /** One end of a segment. */
  start(segment: number): number {
    return this.#endsOf(segment)[0];
  }

  /** The end of a segment from which the area lies on the left: what an odd number of segments lie around. */
  startWithAreaLeft(segment: number): number {
    const [from, to] = this.#endsOf(segment);
    const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = this.#xy.subarray(4 * segment, 4 * segment + 4);
    const isFlat = y0 === y1;
    const isAreaBefore = this.#isOddBefore(segment, isFlat ? 0 : 1);
    // left of a way up is west, left of a way east is north
    const isForward = isFlat ? x1 > x0 !== isAreaBefore : y1 > y0 === isAreaBefore;
    return isForward ? from : to;
  }

  /** Among segments not used yet, the one furthest to the left after coming to `node` along `segment`. */
  leftmost(segment: number, node: number): number {
    const back = this.#angle(node, this.otherEnd(segment, node));
    let [best, least] = [segment, Number.POSITIVE_INFINITY];
    for (const next of this.#around[node] ?? []) {
      if (this.isUsed(next)) continue;
      const turn = positive(back - this.#angle(node, this.otherEnd(next, node)));
      if (turn < least) [best, least] = [next, turn];
    }
    return best;
  }

  /** Whether an odd number of other segments lie before the middle of one: west of it (axis 1), or south (axis 0). */
  #isOddBefore(segment: number, axis: 0 | 1): boolean {
    const xy = this.#xy;
    const [other, first] = [1 - axis, 4 * segment];
    const across = (xy[first + axis]! + xy[first + 2 + axis]!) / 2;
    const along = (xy[first + other]! + xy[first + 2 + other]!) / 2;
    let isOdd = false;
    for (let at = 0; at < xy.length; at += 4) {
      const [u0, u1] = [xy[at + axis]!, xy[at + 2 + axis]!];
      if (u0 > across === u1 > across || at === first) continue;
      const [v0, v1] = [xy[at + other]!, xy[at + 2 + other]!];
      if (v0 + ((across - u0) / (u1 - u0)) * (v1 - v0) < along) isOdd = !isOdd;
    }
    return isOdd;
  }

  #nodeOf(nodes: Map<string, number>, place: Position): number {
    const key = `${place[0]} ${place[1]}`;
    const known = nodes.get(key);
    if (known !== undefined) return known;
    nodes.set(key, this.#places.length);
    this.#around.push([]);
    return this.#places.push(place) - 1;
  }

  #endsOf(segment: number): readonly [number, number] {
    return this.#ends[segment] ?? [0, 0];
  }

  #angle(from: number, to: number): number {
    const [x0 = 0, y0 = 0] = this.place(from);
    const [x1 = 0, y1 = 0] = this.place(to);
    return Math.atan2(y1 - y0, x1 - x0);
  }
}

function toggle(odd: Map<string, [number, number]>, from: number, to: number): void {
  const key = from < to ? `${from} ${to}` : `${to} ${from}`;
  if (!odd.delete(key)) odd.set(key, [from, to]);
}

function positive(angle: number): number {
  return angle <= 0 ? angle + 2 * Math.PI : angle;
}
