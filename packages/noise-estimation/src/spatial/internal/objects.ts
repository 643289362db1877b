import { classMap, connectedComponents } from "@undercoat/morphology";
import type { LabelMap, Window } from "@undercoat/raster";

/** Connected pixels of one class (8 neighbours). */
export interface LabelObject {
  readonly classIndex: number;
  /** Pixel numbers in raster order. */
  readonly pixels: Int32Array;
  /** The smallest window around it. */
  readonly box: Window;
  /** Mean column and row of its pixels. */
  readonly centre: readonly [number, number];
}

/** The objects of some classes, class by class, then in raster order of their first pixel. */
export function objectsOf(
  labels: Pick<LabelMap, "width" | "height" | "data">,
  classes: readonly number[],
): LabelObject[] {
  return classes.flatMap((classIndex) => {
    const { data, sizes } = connectedComponents(classMap(labels, classIndex), { connectivity: 8 });
    const pixels = Array.from(sizes, (size) => new Int32Array(size));
    const filled = new Uint32Array(sizes.length);
    for (let pixel = 0; pixel < data.length; pixel++) {
      const index = data[pixel]! - 1;
      if (index >= 0) pixels[index]![filled[index]!++] = pixel;
    }
    return pixels.map((one) => ({ classIndex, pixels: one, ...placeOf(one, labels.width) }));
  });
}

function placeOf(pixels: Int32Array, width: number): Pick<LabelObject, "box" | "centre"> {
  let [left, right, sumX, sumY] = [width, 0, 0, 0];
  for (const pixel of pixels) {
    const column = pixel % width;
    left = Math.min(left, column);
    right = Math.max(right, column);
    sumX += column;
    sumY += (pixel - column) / width;
  }
  const [top, bottom] = [Math.floor(pixels[0]! / width), Math.floor(pixels.at(-1)! / width)];
  return {
    box: { x: left, y: top, width: right - left + 1, height: bottom - top + 1 },
    centre: [sumX / pixels.length, sumY / pixels.length],
  };
}
