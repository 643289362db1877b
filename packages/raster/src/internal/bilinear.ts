import type { Grid } from "../grid.ts";
import type { Raster } from "../raster.ts";
import { emptyPositions, type SourcePlaces, snapInto } from "./source-places.ts";

/** From a pixel's centre to its edge, and a little more: a centre on an edge belongs to the later pixel. */
const TO_EDGE = 0.5 + 1e-6;

interface Target {
  readonly data: Float32Array;
  readonly validity: Uint8Array;
}

/** The four source pixels around every centre, weighted by distance; invalid and missing ones give up their share. */
export function bilinearInto(target: Target, source: Raster, grid: Grid, places: SourcePlaces): void {
  const { columns, rows } = emptyPositions(grid.width);
  for (let row = 0, pixel = 0; row < grid.height; row++) {
    places.fillInto({ columns, rows }, 0.5, row + 0.5);
    snapInto(columns, -0.5);
    snapInto(rows, -0.5);
    for (let column = 0; column < grid.width; column++, pixel++) {
      const [x, y] = [columns[column]!, rows[column]!];
      if (isValidAt(source, Math.floor(x + TO_EDGE), Math.floor(y + TO_EDGE))) {
        target.validity[pixel] = 1;
        if (isBetweenAll(source, x, y)) mixInto(target.data, pixel, source, x, y);
        else mixValidInto(target.data, pixel, source, x, y);
      }
    }
  }
}

function isValidAt({ width, height, validity }: Raster, x: number, y: number): boolean {
  if (!(x >= 0 && y >= 0 && x < width && y < height)) return false;
  return validity === null || validity[y * width + x] !== 0;
}

/** Whether a position lies between four pixels that all count: on none of their lines, and all valid. */
function isBetweenAll({ width, height, validity }: Raster, x: number, y: number): boolean {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  if (left === x || top === y || left < 0 || top < 0 || left + 1 >= width || top + 1 >= height) return false;
  if (validity === null) return true;
  const first = top * width + left;
  return (
    (validity[first]! & validity[first + 1]! & validity[first + width]! & validity[first + width + 1]!) !== 0
  );
}

function mixInto(
  target: Float32Array,
  pixel: number,
  { data, width, bands }: Raster,
  x: number,
  y: number,
): void {
  const bandCount = bands.length;
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const [right, down] = [x - left, y - top];
  let upper = (top * width + left) * bandCount;
  let lower = upper + width * bandCount;
  for (let at = pixel * bandCount; at < (pixel + 1) * bandCount; at++, upper++, lower++) {
    const above = data[upper]! * (1 - right) + data[upper + bandCount]! * right;
    const below = data[lower]! * (1 - right) + data[lower + bandCount]! * right;
    target[at] = above * (1 - down) + below * down;
  }
}

/** Leaves out what is not valid, beyond the edge, or has no weight: NaN times 0 would be NaN. */
function mixValidInto(target: Float32Array, pixel: number, source: Raster, x: number, y: number): void {
  const bandCount = source.bands.length;
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const sums = new Float64Array(bandCount);
  let total = 0;
  for (let corner = 0; corner < 4; corner++) {
    const [dx, dy] = [corner & 1, corner >> 1];
    const weight = (dx === 0 ? 1 - (x - left) : x - left) * (dy === 0 ? 1 - (y - top) : y - top);
    if (weight === 0 || !isValidAt(source, left + dx, top + dy)) continue;
    const at = ((top + dy) * source.width + left + dx) * bandCount;
    total += weight;
    for (let band = 0; band < bandCount; band++) sums[band]! += weight * source.data[at + band]!;
  }
  for (let band = 0; band < bandCount; band++) target[pixel * bandCount + band] = sums[band]! / total;
}
