import type { BinaryMap } from "./binary-map.ts";
import { assertMap } from "./internal/checks.ts";

/**
 * Inside and outside exchanged: 1 where the map holds 0, and 0 elsewhere.
 *
 * @throws {MorphologyError} `SIZE_MISMATCH`.
 */
export function complement(map: BinaryMap): BinaryMap {
  assertMap(map);
  const { width, height } = map;
  return { width, height, data: map.data.map((value) => (value === 0 ? 1 : 0)) };
}
