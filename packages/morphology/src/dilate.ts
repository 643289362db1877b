import type { BinaryMap } from "./binary-map.ts";
import { assertElement, type Element } from "./element.ts";
import { assertMap } from "./internal/checks.ts";
import { squaredDistance } from "./squared-distance.ts";

/**
 * Every pixel with an inside pixel under the element: the map grown by `radius`.
 *
 * @remarks Linear in the number of pixels, whatever the radius.
 * @throws {MorphologyError} `SIZE_MISMATCH`, `RADIUS_UNUSABLE`.
 *
 * @example
 * ```ts
 * const grown = dilate({ width: 3, height: 1, data: Uint8Array.of(1, 0, 0) }, { shape: "disk", radius: 1 });
 * ```
 */
export function dilate(map: BinaryMap, element: Element): BinaryMap {
  assertMap(map);
  assertElement(element);
  const { width, height } = map;
  const data =
    element.shape === "disk" ? dilatedByDisk(map, element.radius) : dilatedBySquare(map, element.radius);
  return { width, height, data };
}

function dilatedByDisk(map: BinaryMap, radius: number): Uint8Array {
  const distance = squaredDistance(map);
  const data = new Uint8Array(map.data.length);
  distance?.forEach((squared, pixel) => {
    if (squared <= radius * radius) data[pixel] = 1;
  });
  return data;
}

/** A square is a row of pixels dilated by a column of pixels. */
function dilatedBySquare({ width, height, data }: BinaryMap, radius: number): Uint8Array {
  const reach = Math.floor(radius);
  const rows = new Uint8Array(data.length);
  for (let y = 0; y < height; y++) {
    spreadInto(rows, data, { start: y * width, step: 1, count: width, reach });
  }
  const result = new Uint8Array(data.length);
  for (let x = 0; x < width; x++) {
    spreadInto(result, rows, { start: x, step: width, count: height, reach });
  }
  return result;
}

interface Line {
  readonly start: number;
  readonly step: number;
  readonly count: number;
  readonly reach: number;
}

/** Sets what lies within `reach` of a set pixel of the same line: once forwards, once backwards. */
function spreadInto(target: Uint8Array, source: Uint8Array, { start, step, count, reach }: Line): void {
  for (const backwards of [false, true]) {
    let since = reach + 1;
    for (let i = 0; i < count; i++) {
      const pixel = start + (backwards ? count - 1 - i : i) * step;
      since = source[pixel] === 0 ? since + 1 : 0;
      if (since <= reach) target[pixel] = 1;
    }
  }
}
