import type { BinaryMap } from "./binary-map.ts";
import { complement } from "./complement.ts";
import { dilate } from "./dilate.ts";
import type { Element } from "./element.ts";

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
 * @throws {MorphologyError} `SIZE_MISMATCH`, `RADIUS_UNUSABLE`.
 */
export function erode(
  map: BinaryMap,
  element: Element,
  { border = "background" }: ErodeOptions = {},
): BinaryMap {
  const { width, height } = map;
  const { data } = complement(dilate(complement(map), element));
  if (border === "foreground") return { width, height, data };
  const kept = data.map((value, pixel) => {
    const x = pixel % width;
    const y = (pixel - x) / width;
    const toBeyond = Math.min(x + 1, y + 1, width - x, height - y);
    return toBeyond > element.radius ? value : 0;
  });
  return { width, height, data: kept };
}
