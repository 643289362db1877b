import type { BinaryMap } from "./binary-map.ts";
import { assertMap } from "./internal/checks.ts";
import { squaredDistanceTo } from "./internal/squared-distance-to.ts";

/**
 * Euclidean distance, in pixels, to the nearest pixel of the other kind: positive inside, negative outside,
 * never 0. Null where the map has one kind only.
 *
 * @throws {MorphologyError} `SIZE_MISMATCH`.
 */
export function signedDistance(map: BinaryMap): Float32Array | null {
  assertMap(map);
  const toInside = squaredDistanceTo(map, { inside: true });
  const toOutside = squaredDistanceTo(map, { inside: false });
  if (toInside === null || toOutside === null) return null;
  const signed = new Float32Array(toInside.length);
  for (let pixel = 0; pixel < signed.length; pixel++) {
    signed[pixel] = Math.sqrt(toOutside[pixel]!) - Math.sqrt(toInside[pixel]!);
  }
  return signed;
}
