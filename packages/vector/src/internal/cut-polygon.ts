import type { Line, Position } from "../feature.ts";
import { nestRings, signedArea } from "./nest-rings.ts";

/** What lies on one side of a meridian. */
type Side = "left" | "right";

/** A piece of a ring on one side, from the meridian to the meridian. */
interface Chain {
  readonly positions: Line;
  readonly ends: readonly [first: number, last: number];
}

/** The parts of a polygon left and right of the vertical line at `x`, as polygons with their holes. */
export function cutPolygon(rings: readonly Line[], x: number): { left: Line[][]; right: Line[][] } {
  return { left: half(rings, x, "left"), right: half(rings, x, "right") };
}

/** The parts of a line left and right of the vertical line at `x`. */
export function cutLine(line: Line, x: number): { left: Line[]; right: Line[] } {
  const parts = (side: Side) => chainsOf(line, x, side).filter((chain) => chain.length > 1);
  return { left: parts("left"), right: parts("right") };
}

function half(rings: readonly Line[], x: number, side: Side): Line[][] {
  const whole: Line[] = [];
  const chains: Chain[] = [];
  for (const ring of rings) {
    const pieces = ringChains(ring, x, side);
    if (pieces === "whole") whole.push(ring);
    else chains.push(...pieces);
  }
  const closed = [...whole, ...joinedAlong(chains)].filter(
    (ring) => ring.length >= 4 && signedArea(ring) !== 0,
  );
  return closed.length === 0 ? [] : nestRings(closed);
}

/** Begins at a corner of the other side, so that no piece is cut in two where the ring begins. */
function ringChains(ring: Line, x: number, side: Side): "whole" | Chain[] {
  const start = ring.findIndex((position) => sideOf(position, x) !== side);
  if (start === -1) return "whole";
  const turned = [...ring.slice(start, -1), ...ring.slice(0, start + 1)];
  return chainsOf(turned, x, side)
    .filter((positions) => positions.length > 1)
    .map((positions) => ({ positions, ends: [positions[0]?.[1] ?? 0, positions.at(-1)?.[1] ?? 0] }));
}

function chainsOf(line: Line, x: number, side: Side): Position[][] {
  const chains: Position[][] = [];
  let chain: Position[] | null = null;
  for (let at = 0; at < line.length; at += 1) {
    const [before, position] = [line[at - 1], line[at] ?? []];
    const isHere = sideOf(position, x) === side;
    const crossing =
      before !== undefined && sideOf(before, x) !== sideOf(position, x)
        ? crossingOf(before, position, x)
        : null;
    if (crossing !== null && !isHere) chain?.push(crossing);
    if (!isHere) chain = null;
    else {
      if (chain === null) {
        chain = crossing === null ? [] : [crossing];
        chains.push(chain);
      }
      chain.push(position);
    }
  }
  return chains;
}

/** A corner on the meridian counts to the right of it, so that every crossing is met exactly once. */
function sideOf([x = 0]: Position, cut: number): Side {
  return x < cut ? "left" : "right";
}

function crossingOf([x0 = 0, y0 = 0]: Position, [x1 = 0, y1 = 0]: Position, x: number): Position {
  if (x0 === x) return [x, y0];
  return x1 === x ? [x, y1] : [x, y0 + ((x - x0) / (x1 - x0)) * (y1 - y0)];
}

/** Along the meridian, the polygon lies between the first and second crossing, the third and fourth, and so on. */
function joinedAlong(chains: readonly Chain[]): Line[] {
  const ends = chains
    .flatMap((chain, index) => chain.ends.map((y, end) => ({ y, chain, key: 2 * index + end })))
    .toSorted((a, b) => a.y - b.y);
  const partner = new Map<number, number>();
  for (let at = 0; at + 1 < ends.length; at += 2) {
    const [low, high] = [ends[at]?.key ?? 0, ends[at + 1]?.key ?? 0];
    partner.set(low, high).set(high, low);
  }
  const rings: Line[] = [];
  const used = new Set<number>();
  for (let index = 0; index < chains.length; index += 1) {
    const ring: Position[] = [];
    for (let key = 2 * index; !used.has(key >> 1); ) {
      const positions = chains[key >> 1]?.positions ?? [];
      used.add(key >> 1);
      ring.push(...(key % 2 === 0 ? positions : positions.toReversed()));
      key = partner.get(key ^ 1) ?? key;
    }
    const [first] = ring;
    if (first !== undefined) rings.push([...ring, first]);
  }
  return rings;
}
