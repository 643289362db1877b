import type { Grid } from "../grid.ts";
import type { Raster } from "../raster.ts";
import { type Cover, type Coverage, emptyCover } from "./coverage.ts";

/** Mean of the valid source pixels under every pixel, weighted by the area covered. */
export function averagesInto(
  target: { readonly data: Float32Array; readonly validity: Uint8Array },
  source: Raster,
  { width, height }: Grid,
  coverage: Coverage,
): void {
  const cover = emptyCover();
  const sums = new Float64Array(source.bands.length);
  for (let row = 0, pixel = 0; row < height; row++) {
    coverage.beginRow(row);
    for (let column = 0; column < width; column++, pixel++) {
      if (!coverage.coverInto(cover, column)) continue;
      const area = sumInto(sums.fill(0), source, cover);
      if (area === 0) continue;
      target.validity[pixel] = 1;
      for (let band = 0; band < sums.length; band++) {
        target.data[pixel * sums.length + band] = sums[band]! / area;
      }
    }
  }
}

/** Adds up the samples of the valid pixels under a cover, times their area; returns the area. */
function sumInto(
  sums: Float64Array,
  { data, validity, width }: Raster,
  { left, top, columns, rows, weights }: Cover,
): number {
  let area = 0;
  for (let y = 0, at = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++, at++) {
      const pixel = (top + y) * width + left + x;
      const weight = weights[at]!;
      if (weight === 0 || (validity !== null && validity[pixel] === 0)) continue;
      area += weight;
      for (let band = 0; band < sums.length; band++)
        sums[band]! += weight * data[pixel * sums.length + band]!;
    }
  }
  return area;
}
