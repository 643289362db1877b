import { crsName, sameCrs } from "./crs-name.ts";
import type { Geotransform, Grid } from "./grid.ts";

const TOLERANCE_PIXELS = 0.01;

/**
 * Why two grids do not lie on each other, in words for a message, or null if they do: another size, another
 * CRS, or a corner more than 0.01 pixels (of `a`) away.
 */
export function gridMismatch(a: Grid, b: Grid): string | null {
  if (a.width !== b.width || a.height !== b.height) {
    return `sizes differ: ${a.width}×${a.height} and ${b.width}×${b.height} pixels`;
  }
  if (!sameCrs(a.crs, b.crs)) return `CRS differ: ${crsName(a.crs)} and ${crsName(b.crs)}`;
  if (a.geotransform === null || b.geotransform === null) {
    return a.geotransform === b.geotransform ? null : "only one of the two has a geotransform";
  }
  const offset = cornerOffset(a.geotransform, b.geotransform, a);
  return offset <= TOLERANCE_PIXELS ? null : `corners lie up to ${shortNumber(offset)} pixels apart`;
}

function cornerOffset(a: Geotransform, b: Geotransform, { width, height }: Grid): number {
  const size = Math.sqrt(Math.abs(a[1] * a[5] - a[2] * a[4]));
  const corners = [[0, 0] as const, [width, 0] as const, [0, height] as const, [width, height] as const];
  const distances = corners.map(([column, row]) => {
    const dx = b[0] - a[0] + column * (b[1] - a[1]) + row * (b[2] - a[2]);
    const dy = b[3] - a[3] + column * (b[4] - a[4]) + row * (b[5] - a[5]);
    return Math.hypot(dx, dy) / size;
  });
  return distances.some(Number.isNaN) ? Number.POSITIVE_INFINITY : Math.max(...distances);
}

function shortNumber(value: number): string {
  return String(Number(value.toPrecision(3)));
}
