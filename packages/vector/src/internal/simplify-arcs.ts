import { conflictingArcs } from "./arc-conflicts.ts";
import type { Arc } from "./shared-arcs.ts";
import { type Kept, keptCorners } from "./simplify-line.ts";

/** An arc after it lost corners. */
export interface SimpleArc extends Arc {
  /** Positions of the corners that are kept. */
  readonly kept: Kept;
  readonly tolerance: number;
}

/** Below this part of a pixel, nothing is lost any more. */
const SMALLEST = 0.25;

/**
 * Simplifies every arc once, for both of its sides. Arcs that would then cross, touch or pass over another are tried again
 * with half the tolerance, in the end as they were.
 */
export function simplifyArcs(
  arcs: ReadonlyMap<string, Arc>,
  tolerance: number,
): ReadonlyMap<string, SimpleArc> {
  const simple = new Map([...arcs].map(([key, arc]) => [key, simplified(arc, tolerance)]));
  let open: ReadonlySet<string> = new Set(simple.keys());
  while (open.size > 0) {
    const conflicts = conflictingArcs(simple, open);
    const again = [...conflicts].filter((key) => (simple.get(key)?.tolerance ?? 0) > 0);
    for (const key of again) {
      const arc = simple.get(key);
      if (arc !== undefined) simple.set(key, simplified(arc, arc.tolerance / 2));
    }
    open = new Set(again);
  }
  return simple;
}

function simplified({ corners, isLoop }: Arc, wanted: number): SimpleArc {
  const tolerance = wanted < SMALLEST ? 0 : wanted;
  const kept =
    tolerance === 0
      ? Array.from({ length: corners.length / 2 }, (_, at) => at)
      : keptCorners(corners, tolerance);
  // a loop of two corners, or three on one line, has no inside
  if (isLoop && kept.length < 4 && tolerance > 0) return simplified({ corners, isLoop }, tolerance / 2);
  return { corners, isLoop, kept, tolerance };
}
