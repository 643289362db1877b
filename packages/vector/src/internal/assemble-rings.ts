import type { Line, Position } from "../feature.ts";
import { SegmentNet } from "./segment-net.ts";

/**
 * Closed rings out of lines in any order and direction, as a multipolygon of OpenStreetMap gives them; null if one of
 * them stays open. What two lines have in common belongs to neither (areas side by side become one). Where rings touch,
 * they are told apart so that none crosses itself, and no hole cuts the area around it in two.
 */
export function assembleRings(lines: readonly Line[]): Line[] | null {
  const net = new SegmentNet(lines);
  if (net.hasLooseEnd()) return null;
  const rings: Line[] = [];
  for (let segment = 0; segment < net.size; segment += 1) {
    if (net.isUsed(segment)) continue;
    const start = isAlone(net, segment) ? net.start(segment) : net.startWithAreaLeft(segment);
    rings.push(...ringsFrom(net, segment, start));
  }
  return rings;
}

/** Whether a ring touches no other: then it can be walked either way. */
function isAlone(net: SegmentNet, first: number): boolean {
  const start = net.start(first);
  let [node, segment] = [start, first];
  do {
    if (net.isShared(node)) return false;
    node = net.otherEnd(segment, node);
    segment = net.next(segment, node);
  } while (node !== start);
  return true;
}

/** The rings of one walk with the area on its left: whenever it is back at a place, it has gone around one. */
function ringsFrom(net: SegmentNet, first: number, start: number): Line[] {
  const rings: Line[] = [];
  const path: { readonly node: number; readonly segment: number }[] = [];
  const placeInPath = new Map<number, number>();
  let [node, segment] = [start, first];
  do {
    net.use(segment);
    placeInPath.set(node, path.length);
    path.push({ node, segment });
    node = net.otherEnd(segment, node);
    const back = placeInPath.get(node);
    if (back !== undefined) {
      const loop = path.splice(back);
      for (const step of loop) placeInPath.delete(step.node);
      rings.push(closed(loop.map((step) => net.place(step.node))));
    }
    if (path.length > 0) segment = net.leftmost(segment, node);
  } while (path.length > 0);
  return rings;
}

function closed(places: Position[]): Line {
  const [first] = places;
  return first === undefined ? places : [...places, first];
}
