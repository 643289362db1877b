import type { Rng } from "@undercoat/random";
import { IGNORE_INDEX, type LabelMap } from "@undercoat/raster";
import { fillObject, objectNumbers, objectsOf } from "./objects.ts";
import { placeBits, placeSeed, rowSeed } from "./place-random.ts";
import { classDraw, drawnClass, type Matrix, SEARCH, searched } from "./transition.ts";

/** Redraws pixels in raster order, one number each. */
export function redrawInOrder(clean: Uint8Array, rng: Rng, matrix: Matrix): Uint8Array {
  const draws = classDraw(matrix);
  const { table } = draws;
  const data = new Uint8Array(clean.length);
  for (let pixel = 0; pixel < data.length; pixel++) {
    const classIndex = clean[pixel]!;
    if (classIndex === IGNORE_INDEX) data[pixel] = IGNORE_INDEX;
    else {
      const bits = (rng.next() * 2 ** 32) >>> 0;
      const known = table[(classIndex << 8) | (bits >>> 24)]!;
      data[pixel] = known === SEARCH ? searched(draws, classIndex, bits) : known;
    }
  }
  return data;
}

/** Redraws pixels by their place in the scene, in which the labels begin at `corner`. */
export function redrawByPlace(
  { data: clean, width, height }: LabelMap,
  rng: Rng,
  {
    matrix,
    corner,
  }: { readonly matrix: Matrix; readonly corner: { readonly x: number; readonly y: number } },
): Uint8Array {
  const draws = classDraw(matrix);
  const { table } = draws;
  const data = new Uint8Array(clean.length);
  const seed = placeSeed(rng);
  for (let y = 0, pixel = 0; y < height; y++) {
    const row = rowSeed(seed, corner.y + y);
    const end = pixel + width;
    for (let x = corner.x | 0; pixel < end; x++, pixel++) {
      const classIndex = clean[pixel]!;
      const bits = placeBits(row, x);
      const known = table[(classIndex << 8) | (bits >>> 24)]!;
      data[pixel] = known === SEARCH ? searched(draws, classIndex, bits >>> 0) : known;
    }
  }
  return data;
}

/** Redraws objects as a whole, class by class, in raster order of their first pixel. */
export function redrawObjects(
  labels: LabelMap,
  rng: Rng,
  { matrix, connectivity }: { readonly matrix: Matrix; readonly connectivity: 4 | 8 },
): { data: Uint8Array; objects: number } {
  const classes = labels.scheme.classes.map((_, index) => index);
  const objects = objectsOf(labels, { classes, connectivity });
  const draws = classDraw(matrix);
  const data = labels.data.slice();
  for (const object of objectNumbers(objects)) {
    const classIndex = drawnClass(draws, objects.classIndices[object]!, rng.next() * 2 ** 32);
    fillObject(data, objects, { object, classIndex });
  }
  return { data, objects: objects.count };
}
