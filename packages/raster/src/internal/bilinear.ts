import type { Grid } from "../grid.ts";
import type { Raster } from "../raster.ts";
import { emptyPositions, type SourcePlaces, snapped } from "./source-places.ts";

/** The four source pixels around every centre, weighted by distance; invalid and missing ones give up their share. */
export function bilinearInto(
  target: { readonly data: Float32Array; readonly validity: Uint8Array },
  source: Raster,
  grid: Grid,
  places: SourcePlaces,
): void {
  const centres = emptyPositions(grid.width);
  const sums = new Float64Array(source.bands.length);
  for (let row = 0, pixel = 0; row < grid.height; row++) {
    places.fillInto(centres, 0.5, row + 0.5);
    for (let column = 0; column < grid.width; column++, pixel++) {
      const [x, y] = [centres.columns[column]!, centres.rows[column]!];
      if (!isValidAt(source, Math.floor(snapped(x)), Math.floor(snapped(y)))) continue;
      target.validity[pixel] = 1;
      const weight = sumInto(sums, source, snapped(x - 0.5), snapped(y - 0.5));
      for (let band = 0; band < sums.length; band++) {
        target.data[pixel * sums.length + band] = sums[band]! / weight;
      }
    }
  }
}

function isValidAt({ width, height, validity }: Raster, x: number, y: number): boolean {
  if (!(x >= 0 && y >= 0 && x < width && y < height)) return false;
  return validity === null || validity[y * width + x] !== 0;
}

/** Adds up the weighted samples around a position that is counted from the first pixel's centre; returns the weight. */
function sumInto(sums: Float64Array, source: Raster, x: number, y: number): number {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  let total = 0;
  sums.fill(0);
  for (let corner = 0; corner < 4; corner++) {
    const [dx, dy] = [corner & 1, corner >> 1];
    const weight = (dx === 0 ? 1 - (x - left) : x - left) * (dy === 0 ? 1 - (y - top) : y - top);
    if (weight === 0 || !isValidAt(source, left + dx, top + dy)) continue;
    const at = ((top + dy) * source.width + left + dx) * sums.length;
    total += weight;
    for (let band = 0; band < sums.length; band++) sums[band]! += weight * source.data[at + band]!;
  }
  return total;
}
