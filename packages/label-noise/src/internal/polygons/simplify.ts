import type { Feature, Line, Position } from "@undercoat/vector";
import type { ChangedFeatures } from "../../polygon-noise.ts";
import { withLines } from "./geometry.ts";

/** Fewest positions of a ring: three corners, and the first one again. */
const RING = 4;

/** Takes corners out of every line and ring; a ring that would lose its inside stays as it is. */
export function simplified(
  features: readonly Feature[],
  { tolerance }: { readonly tolerance: number },
): ChangedFeatures {
  if (tolerance === 0) return { kept: features };
  return {
    kept: features.map((feature) => {
      if (feature.geometry === null) return feature;
      const geometry = withLines(feature.geometry, (line, isRing) => {
        const simple = simplifiedLine(line, tolerance);
        return isRing && simple.length < RING ? line : simple;
      });
      return { ...feature, geometry };
    }),
  };
}

/** Douglas and Peucker; a closed line is cut at the corner furthest from its first. */
function simplifiedLine(line: Line, tolerance: number): Line {
  const last = line.length - 1;
  if (last < 2) return line;
  const isKept = new Uint8Array(line.length);
  isKept[0] = 1;
  isKept[last] = 1;
  const parts: [number, number][] = [[0, last]];
  if (line[0]![0] === line[last]![0] && line[0]![1] === line[last]![1]) {
    const { at } = furthest(line, 0, last);
    isKept[at] = 1;
    parts.splice(0, 1, [0, at], [at, last]);
  }
  for (let part = parts.pop(); part !== undefined; part = parts.pop()) {
    const { at, distance } = furthest(line, ...part);
    if (distance <= tolerance) continue;
    isKept[at] = 1;
    parts.push([part[0], at], [at, part[1]]);
  }
  return line.filter((_, at) => isKept[at] === 1);
}

/** The corner of a part that lies furthest from its chord. */
function furthest(line: Line, from: number, to: number): { at: number; distance: number } {
  let best = { at: from, distance: 0 };
  for (let at = from + 1; at < to; at++) {
    const distance = distanceTo(line[at]!, line[from]!, line[to]!);
    if (distance > best.distance) best = { at, distance };
  }
  return best;
}

function distanceTo(
  [x = 0, y = 0]: Position,
  [ax = 0, ay = 0]: Position,
  [bx = 0, by = 0]: Position,
): number {
  const [dx, dy] = [bx - ax, by - ay];
  const squared = dx * dx + dy * dy;
  const along = squared === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / squared));
  const [right, up] = [x - ax - along * dx, y - ay - along * dy];
  return Math.sqrt(right * right + up * up);
}
