import { classMap, connectedComponents } from "@undercoat/morphology";
import type { LabelMap } from "@undercoat/raster";

/** Connected pixels of one class. */
export interface LabelObject {
  readonly classIndex: number;
  /** Pixel numbers in raster order. */
  readonly pixels: Int32Array;
}

/** The objects of some classes: class by class, then in raster order of their first pixel. */
export function objectsOf(
  labels: LabelMap,
  { classes, connectivity }: { readonly classes: readonly number[]; readonly connectivity: 4 | 8 },
): LabelObject[] {
  return classes.flatMap((classIndex) => {
    const { data, sizes } = connectedComponents(classMap(labels, classIndex), { connectivity });
    const objects = Array.from(sizes, (size) => ({ classIndex, pixels: new Int32Array(size) }));
    const filled = new Uint32Array(sizes.length);
    for (let pixel = 0; pixel < data.length; pixel++) {
      const index = data[pixel]! - 1;
      if (index >= 0) objects[index]!.pixels[filled[index]!++] = pixel;
    }
    return objects;
  });
}
