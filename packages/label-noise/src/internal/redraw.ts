import type { Rng } from "@undercoat/random";
import { IGNORE_INDEX, type LabelMap } from "@undercoat/raster";
import { fillObject, objectNumbers, objectsOf } from "./objects.ts";
import { placeBits, placeSeed, rowSeed } from "./place-random.ts";
import { classDraw, drawnClass, type Matrix } from "./transition.ts";

/** Redraws pixels in raster order, or by their place if the corner of the labels in their scene is given. */
export function redrawPixels(
  labels: LabelMap,
  rng: Rng,
  { matrix, corner }: { readonly matrix: Matrix; readonly corner: { x: number; y: number } | null },
): Uint8Array {
  const { data: clean, width, height } = labels;
  const draws = classDraw(matrix);
  const data = new Uint8Array(clean.length);
  const seed = corner === null ? 0 : placeSeed(rng);
  for (let y = 0, pixel = 0; y < height; y++) {
    const row = corner === null ? 0 : rowSeed(seed, corner.y + y);
    for (let x = 0; x < width; x++, pixel++) {
      const classIndex = clean[pixel]!;
      if (classIndex === IGNORE_INDEX) data[pixel] = IGNORE_INDEX;
      else {
        const draw = corner === null ? rng.next() : (placeBits(row, corner.x + x) >>> 0) / 2 ** 32;
        data[pixel] = drawnClass(draws, classIndex, draw);
      }
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
    const classIndex = drawnClass(draws, objects.classIndices[object]!, rng.next());
    fillObject(data, objects, { object, classIndex });
  }
  return { data, objects: objects.count };
}
