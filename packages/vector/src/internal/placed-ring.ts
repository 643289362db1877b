import type { Geotransform } from "@undercoat/raster";
import type { Line, Position } from "../feature.ts";

/** A closed line on the map. Pixel rings run clockwise as seen; a map that is not mirrored needs them the other way. */
export function placedRing(corners: ArrayLike<number>, [g0, g1, g2, g3, g4, g5]: Geotransform): Line {
  const count = corners.length / 2;
  const isMirrored = g1 * g5 - g2 * g4 > 0;
  const line: Position[] = [];
  for (let step = 0; step <= count; step++) {
    const at = isMirrored ? step % count : (count - step) % count;
    const [x, y] = [corners[2 * at]!, corners[2 * at + 1]!];
    line.push([g0 + x * g1 + y * g2, g3 + x * g4 + y * g5]);
  }
  return line;
}
