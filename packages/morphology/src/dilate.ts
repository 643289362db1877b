import type { BinaryMap } from "./binary-map.ts";
import { assertElement, type Element } from "./element.ts";
import { assertMap } from "./internal/checks.ts";
import { reached } from "./internal/reached.ts";

/**
 * Every pixel with an inside pixel under the element: the map grown by `radius`.
 *
 * @remarks Linear in the number of pixels, whatever the radius.
 * @throws {MorphologyError} `SIZE_MISMATCH`, `RADIUS_UNUSABLE`, `SHAPE_UNKNOWN`.
 *
 * @example
 * ```ts
 * const grown = dilate({ width: 3, height: 1, data: Uint8Array.of(1, 0, 0) }, { shape: "disk", radius: 1 });
 * ```
 */
export function dilate(map: BinaryMap, element: Element): BinaryMap {
  assertMap(map);
  assertElement(element);
  const { width, height } = map;
  return { width, height, data: reached(map, element, { inside: true, beyond: false }) };
}
