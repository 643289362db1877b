import type { Line, Position } from "../feature.ts";

/** Segments between places; those that occur twice cancel each other. */
export class SegmentNet {
  readonly #places: Position[] = [];
  readonly #ends: [from: number, to: number][] = [];
  /** Segments at each place. */
  readonly #around: number[][] = [];
  readonly #used: Uint8Array;

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
  }

  get size(): number {
    return this.#ends.length;
  }

  /** Whether a line ends where no other goes on. */
  hasLooseEnd(): boolean {
    return this.#around.some((segments) => segments.length % 2 === 1);
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

  /** The end of a segment from which the area lies on the left: what an odd number of segments lie around. */
  startWithAreaLeft(segment: number): number {
    const [from, to] = this.#endsOf(segment);
    const [x0, y0] = this.#xy(from);
    const [x1, y1] = this.#xy(to);
    const isFlat = y0 === y1;
    const [middleX, middleY] = [(x0 + x1) / 2, (y0 + y1) / 2];
    const isAreaBefore = this.#countBefore(segment, {
      isFlat,
      across: isFlat ? middleX : middleY,
      along: isFlat ? middleY : middleX,
    });
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

  /** Whether an odd number of other segments lie west (or, for a flat one, south) of the middle of a segment. */
  #countBefore(
    segment: number,
    { isFlat, across, along }: { isFlat: boolean; across: number; along: number },
  ): boolean {
    let isOdd = false;
    for (let other = 0; other < this.#ends.length; other += 1) {
      const [from, to] = this.#endsOf(other);
      const [a0, b0] = this.#xy(from);
      const [a1, b1] = this.#xy(to);
      const [u0, v0, u1, v1] = isFlat ? [a0, b0, a1, b1] : [b0, a0, b1, a1];
      if (u0 > across === u1 > across || other === segment) continue;
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

  #xy(node: number): readonly [number, number] {
    const [x = 0, y = 0] = this.place(node);
    return [x, y];
  }

  #angle(from: number, to: number): number {
    const [x0, y0] = this.#xy(from);
    const [x1, y1] = this.#xy(to);
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
