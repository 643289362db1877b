import type { Bounds } from "@undercoat/raster";
import { indexLevels, NODE_BYTES } from "./flatgeobuf-header.ts";
import { hilbertCell, hilbertPlace } from "./hilbert.ts";

/** Children of a node, as GDAL writes it. */
export const NODE_SIZE = 16;

/** Order of boxes along the Hilbert curve through all of them. */
export function hilbertOrder(boxes: readonly Bounds[], extent: Bounds): number[] {
  const places = boxes.map(({ xMin, yMin, xMax, yMax }) =>
    hilbertPlace(
      hilbertCell((xMin + xMax) / 2, extent.xMin, extent.xMax),
      hilbertCell((yMin + yMax) / 2, extent.yMin, extent.yMax),
    ),
  );
  return boxes.map((_, index) => index).toSorted((a, b) => (places[a] ?? 0) - (places[b] ?? 0));
}

/**
 * The packed R-tree of a FlatGeobuf file: the root first, then its children, the leaves last. A leaf points to a byte
 * among the features, any other node to its first child.
 */
export function packedTree(boxes: readonly Bounds[], offsets: readonly number[]): Uint8Array {
  const levels = indexLevels(boxes.length, NODE_SIZE);
  const view = new DataView(new ArrayBuffer((levels[0]?.[1] ?? 0) * NODE_BYTES));
  let children = boxes.map((box, index) => ({ box, pointer: offsets[index] ?? 0 }));
  for (const [level, [from]] of levels.entries()) {
    for (const [index, { box, pointer }] of children.entries())
      writeNode(view, (from + index) * NODE_BYTES, { box, pointer });
    const groups = levels[level + 1];
    if (groups === undefined) break;
    children = Array.from({ length: groups[1] - groups[0] }, (_, group) => ({
      box: unionOf(children.slice(group * NODE_SIZE, (group + 1) * NODE_SIZE).map((child) => child.box)),
      pointer: from + group * NODE_SIZE,
    }));
  }
  return new Uint8Array(view.buffer);
}

/** The smallest rectangle around others. */
export function unionOf(boxes: readonly Bounds[]): Bounds {
  let [xMin, yMin, xMax, yMax] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const box of boxes) {
    [xMin, yMin] = [Math.min(xMin, box.xMin), Math.min(yMin, box.yMin)];
    [xMax, yMax] = [Math.max(xMax, box.xMax), Math.max(yMax, box.yMax)];
  }
  return { xMin, yMin, xMax, yMax };
}

function writeNode(view: DataView, at: number, { box, pointer }: { box: Bounds; pointer: number }): void {
  view.setFloat64(at, box.xMin, true);
  view.setFloat64(at + 8, box.yMin, true);
  view.setFloat64(at + 16, box.xMax, true);
  view.setFloat64(at + 24, box.yMax, true);
  view.setBigUint64(at + 32, BigInt(pointer), true);
}
