import { conflictFinder } from "./arc-conflicts.ts";
import type { ArcNet } from "./arc-net.ts";
import { keepCorners } from "./simplify-line.ts";

/** Arcs after they lost corners. */
export interface SimpleArcs {
  /** By corner of the net: 1 if it is kept. */
  readonly kept: Uint8Array;
  /** By arc, how far lost corners may lie from it; 0: none is lost. */
  readonly tolerances: Float64Array;
}

/** Below this part of a pixel, nothing is lost any more. */
const SMALLEST = 0.25;

/**
 * Simplifies every arc once, for both of its sides. Arcs that would then cross, touch or pass over another are tried again
 * with half the tolerance, in the end as they were.
 */
export function simplifyArcs(net: ArcNet, tolerance: number): SimpleArcs {
  const simple: SimpleArcs = {
    kept: new Uint8Array(net.corners.length / 2),
    tolerances: new Float64Array(net.arcCount),
  };
  for (let arc = 0; arc < net.arcCount; arc++) simplify(net, simple, arc, tolerance);
  const findConflicts = conflictFinder(net, simple);
  let changed = new Uint8Array(net.arcCount).fill(1);
  while (changed.includes(1)) {
    const conflicts = findConflicts(changed);
    for (let arc = 0; arc < net.arcCount; arc++) {
      if (simple.tolerances[arc] === 0) conflicts[arc] = 0;
      if (conflicts[arc] === 1) simplify(net, simple, arc, simple.tolerances[arc]! / 2);
    }
    changed = conflicts;
  }
  return simple;
}

function simplify(
  { corners, starts, isLoop }: ArcNet,
  { kept, tolerances }: SimpleArcs,
  arc: number,
  wanted: number,
) {
  const first = starts[arc]!;
  const last = starts[arc + 1]! - 1;
  // a loop of two corners, or three on one line, has no inside
  const fewest = isLoop[arc] === 1 ? 4 : 2;
  let tolerance = wanted;
  while (tolerance >= SMALLEST && keepCorners({ corners, first, last }, tolerance, kept) < fewest)
    tolerance /= 2;
  if (tolerance < SMALLEST) kept.fill(1, first, last + 1);
  tolerances[arc] = tolerance < SMALLEST ? 0 : tolerance;
}
