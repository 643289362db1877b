import type { BinaryMap } from "./binary-map.ts";
import { assertElement, type Element } from "./element.ts";

/**
 * The pixels of an element, as a map of side `2 · ⌊radius⌋ + 1` around its centre.
 *
 * @throws {MorphologyError} `RADIUS_UNUSABLE`, `SHAPE_UNKNOWN`.
 */
export function footprint(element: Element): BinaryMap {
  assertElement(element);
  const { shape, radius } = element;
  const reach = Math.floor(radius);
  const side = 2 * reach + 1;
  const data = new Uint8Array(side * side).map((_, pixel) => {
    const x = (pixel % side) - reach;
    const y = Math.floor(pixel / side) - reach;
    return shape === "square" || x * x + y * y <= radius * radius ? 1 : 0;
  });
  return { width: side, height: side, data };
}
