import { IGNORE_INDEX, type LabelMap } from "@undercoat/raster";
import type { LabelObject } from "./objects.ts";

/** Class indices of a map, row-major. */
export type Indices = Uint8Array;

/** Labels moved back by a shift in whole pixels. Where that leads outside or to an ignored pixel, they stay as they are. */
export function movedBack({ data, width, height }: LabelMap, [dx, dy]: readonly [number, number]): Indices {
  return data.map((index, pixel) => {
    const [x, y] = [(pixel % width) + dx, Math.floor(pixel / width) + dy];
    if (index === IGNORE_INDEX || x < 0 || y < 0 || x >= width || y >= height) return index;
    const source = data[y * width + x]!;
    return source === IGNORE_INDEX ? index : source;
  });
}

/** An object and how far it is to be moved back, in whole pixels. */
export interface Displaced {
  readonly object: LabelObject;
  readonly shift: readonly [number, number];
}

/**
 * Moves objects back one by one, those only that then fit the reference better. What they leave becomes background;
 * they cover background and what they left, but no other object.
 */
export function objectsMovedBack(
  labels: LabelMap,
  { reference, background }: { readonly reference: LabelMap; readonly background: number },
  displaced: readonly Displaced[],
): Indices {
  const after = labels.data.slice();
  for (const { object, shift } of displaced) {
    const target = targetPixels(object, labels, shift);
    const own = new Set(object.pixels);
    const painted = target.filter((pixel) => after[pixel] === background || own.has(pixel));
    const kept = new Set(painted);
    let gain = 0;
    const wrong = (pixel: number, index: number) => {
      const trusted = reference.data[pixel]!;
      return trusted === IGNORE_INDEX || trusted === index ? 0 : 1;
    };
    for (const pixel of object.pixels) {
      if (!kept.has(pixel)) gain += wrong(pixel, object.classIndex) - wrong(pixel, background);
    }
    for (const pixel of painted) {
      if (!own.has(pixel)) gain += wrong(pixel, background) - wrong(pixel, object.classIndex);
    }
    if (gain <= 0) continue;
    for (const pixel of object.pixels) after[pixel] = background;
    for (const pixel of painted) after[pixel] = object.classIndex;
  }
  return after;
}

function targetPixels(
  { pixels }: LabelObject,
  { width, height }: LabelMap,
  [dx, dy]: readonly [number, number],
): number[] {
  const target: number[] = [];
  for (const pixel of pixels) {
    const [x, y] = [(pixel % width) - dx, Math.floor(pixel / width) - dy];
    if (x >= 0 && y >= 0 && x < width && y < height) target.push(y * width + x);
  }
  return target;
}
