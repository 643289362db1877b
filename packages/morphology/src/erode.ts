import type { BinaryMap } from "./binary-map.ts";
import { assertElement, type Element } from "./element.ts";
import { assertMap } from "./internal/checks.ts";
import { reached } from "./internal/reached.ts";

/** Options of {@link erode}. */
export interface ErodeOptions {
  /**
   * What lies beyond the edge of the map. `"background"`: objects shrink away from the edge too;
   * `"foreground"`: an object cut by the edge keeps its cut. Default: `"background"`.
   */
  readonly border?: "background" | "foreground";
}

/**
 * Every pixel with nothing but inside pixels under the element: the map shrunk by `radius`.
 *
 * @remarks Linear in the number of pixels, whatever the radius.
 * @throws {MorphologyError} `SIZE_MISMATCH`, `RADIUS_UNUSABLE`, `SHAPE_UNKNOWN`.
 */
export function erode(
  map: BinaryMap,
  element: Element,
  { border = "background" }: ErodeOptions = {},
): BinaryMap {
  assertMap(map);
  assertElement(element);
  const { width, height } = map;
  const data = reached(map, element, { inside: false, beyond: border === "background" });
  for (let pixel = 0; pixel < data.length; pixel++) data[pixel] = data[pixel] === 0 ? 1 : 0;
  return { width, height, data };
}
