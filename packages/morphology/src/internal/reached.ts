import type { BinaryMap } from "../binary-map.ts";
import type { Element } from "../element.ts";
import { type Seeds, verticalDistance } from "./vertical-distance.ts";

/**
 * 1 where a seed lies under the element, 0 elsewhere. A seed v rows away covers a piece of the row whose length
 * depends on v only: the pieces of a row are laid over each other by where they begin and end.
 */
export function reached(map: BinaryMap, element: Element, seeds: Seeds): Uint8Array {
  const { width } = map;
  const vertical = verticalDistance(map, seeds);
  const halves = halfWidths(element, map);
  const data = new Uint8Array(map.data.length);
  const changes = new Int32Array(width + 1);
  for (let start = 0; start < data.length; start += width) {
    changes.fill(0);
    for (let x = 0; x < width; x++) {
      const rows = vertical[start + x]!;
      if (rows >= halves.length) continue;
      const half = halves[rows]!;
      changes[Math.max(0, x - half)]! += 1;
      changes[Math.min(width, x + half + 1)]! -= 1;
    }
    if (seeds.beyond) addSides(changes, halves[0]!);
    for (let x = 0, pieces = 0; x < width; x++) {
      pieces += changes[x]!;
      if (pieces > 0) data[start + x] = 1;
    }
  }
  return data;
}

/** The pixels left and right of the map are seeds of every row. */
function addSides(changes: Int32Array, half: number): void {
  const width = changes.length - 1;
  changes[0]! += 1;
  changes[half]! -= 1;
  changes[width - half]! += 1;
  changes[width]! -= 1;
}

/** How far the element reaches to either side, for every distance of rows that it reaches; at most the map's width. */
function halfWidths({ shape, radius }: Element, { width, height }: BinaryMap): Int32Array {
  const reach = Math.floor(radius);
  return Int32Array.from({ length: Math.min(reach, height) + 1 }, (_, rows) => {
    if (shape === "square") return Math.min(reach, width);
    let half = Math.floor(Math.sqrt(radius * radius - rows * rows));
    // A root may be rounded across a whole number.
    while ((half + 1) * (half + 1) + rows * rows <= radius * radius) half += 1;
    while (half * half + rows * rows > radius * radius) half -= 1;
    return Math.min(half, width);
  });
}
