import { IGNORE_INDEX, type LabelMap } from "@undercoat/raster";
import type { ScenePlace } from "../label-noise.ts";

/** Where a row of the labels lies in its scene, and room for its displacements in pixels. */
export interface FieldRow {
  readonly x: number;
  readonly y: number;
  readonly dx: Float64Array;
  readonly dy: Float64Array;
}

/** The place of labels that are a whole scene. */
export function placeOf({ width, height }: LabelMap, place: ScenePlace | undefined): ScenePlace {
  return place ?? { x: 0, y: 0, width, height };
}

/**
 * Reads every pixel's class from a place nearby, displaced by a field and rounded to whole pixels. Places outside of the
 * scene are read at its edge; where an ignored pixel would be read, the class stays.
 */
export function warped(
  labels: LabelMap,
  { scene, fieldInto }: { readonly scene: ScenePlace; readonly fieldInto: (row: FieldRow) => void },
): Uint8Array {
  const { data, width, height } = labels;
  const result = data.slice();
  const [dx, dy] = [new Float64Array(width), new Float64Array(width)];
  for (let row = 0, pixel = 0; row < height; row++) {
    fieldInto({ x: scene.x, y: scene.y + row, dx, dy });
    for (let column = 0; column < width; column++, pixel++) {
      const right = Math.floor(dx[column]! + 0.5);
      const down = Math.floor(dy[column]! + 0.5);
      const x = clamp(scene.x + column + right, scene.width) - scene.x;
      const y = clamp(scene.y + row + down, scene.height) - scene.y;
      if (x < 0 || y < 0 || x >= width || y >= height) continue;
      const classIndex = data[y * width + x]!;
      if (classIndex !== IGNORE_INDEX) result[pixel] = classIndex;
    }
  }
  return result;
}

function clamp(value: number, length: number): number {
  return value < 0 ? 0 : value >= length ? length - 1 : value;
}
