import type { BinaryMap } from "./binary-map.ts";
import { assertMap } from "./internal/checks.ts";
import { squaredDistanceTo } from "./internal/squared-distance-to.ts";

/**
 * Squared Euclidean distance, in pixels, from every pixel centre to the nearest pixel that is inside:
 * exact integers, 0 inside. Null where nothing is inside. For the distance to the outside, pass the complement.
 *
 * @remarks Linear in the number of pixels, in integers only.
 * @throws {MorphologyError} `SIZE_MISMATCH`.
 * @see {@link https://doi.org/10.1007/0-306-47025-X_36 | Meijster, Roerdink and Hesselink 2000}
 */
export function squaredDistance(map: BinaryMap): Float64Array | null {
  assertMap(map);
  return squaredDistanceTo(map, { inside: true });
}
