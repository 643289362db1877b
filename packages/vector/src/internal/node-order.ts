import type { ArcNet } from "./arc-net.ts";
import { NO_END } from "./corner-nodes.ts";
import type { SimpleArcs } from "./simplify-arcs.ts";

/** Where the ends of a node leave to after they lost corners, clockwise as seen; NaN where there is no end. */
const angles = new Float64Array(4);

/**
 * Marks the arcs of junctions that they leave in another order, clockwise, than they did along the pixels' edges: one of
 * them has changed sides there, though none crosses another. Only junctions of `changed` arcs are looked at.
 */
export function markTurned(
  net: ArcNet,
  simple: SimpleArcs,
  changed: Uint8Array,
  conflicts: Uint8Array,
): void {
  const { nodeEnds } = net;
  for (let node = 0; 4 * node < nodeEnds.length; node++) {
    let [count, isChanged] = [0, false];
    for (let end = 4 * node; end < 4 * node + 4; end++) {
      if (nodeEnds[end] === NO_END) continue;
      count += 1;
      isChanged ||= changed[nodeEnds[end]! >> 1] === 1;
    }
    if (count < 3 || !isChanged || isInOrder(net, simple, node)) continue;
    for (let end = 4 * node; end < 4 * node + 4; end++)
      if (nodeEnds[end] !== NO_END) conflicts[nodeEnds[end]! >> 1] = 1;
  }
}

/** Angles in the order of the edges go around once. */
function isInOrder(net: ArcNet, simple: SimpleArcs, node: number): boolean {
  let before = Number.NaN;
  for (let direction = 0; direction < 4; direction++) {
    const end = net.nodeEnds[4 * node + direction]!;
    angles[direction] = end === NO_END ? Number.NaN : angleOf(net, simple, end);
    if (end !== NO_END) before = angles[direction]!;
  }
  let backs = 0;
  for (const angle of angles) {
    if (Number.isNaN(angle)) continue;
    if (angle <= before) backs += 1;
    before = angle;
  }
  return backs === 1;
}

function angleOf({ corners, starts }: ArcNet, { kept }: SimpleArcs, end: number): number {
  const arc = end >> 1;
  const isLast = end % 2 === 1;
  const at = isLast ? starts[arc + 1]! - 1 : starts[arc]!;
  let next = isLast ? at - 1 : at + 1;
  while (kept[next] === 0) next += isLast ? -1 : 1;
  return Math.atan2(corners[2 * next + 1]! - corners[2 * at + 1]!, corners[2 * next]! - corners[2 * at]!);
}
