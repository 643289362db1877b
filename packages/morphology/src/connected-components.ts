import type { BinaryMap } from "./binary-map.ts";
import { assertConnectivity, assertMap } from "./internal/checks.ts";

/** Options of {@link connectedComponents}. */
export interface ComponentOptions {
  /** 4: pixels touch along an edge; 8: along an edge or at a corner. Default: 4. */
  readonly connectivity?: 4 | 8;
}

/** The connected components of a binary map. */
export interface Components {
  readonly width: number;
  readonly height: number;
  readonly count: number;
  /** 0 outside; 1 … `count` inside, in raster order of each component's first pixel. */
  readonly data: Int32Array;
  /** Pixels of component n at position n − 1. */
  readonly sizes: Uint32Array;
}

/**
 * Numbers the connected components of a binary map.
 *
 * @throws {MorphologyError} `SIZE_MISMATCH`, `CONNECTIVITY_UNUSABLE`.
 *
 * @example
 * ```ts
 * const { count, sizes } = connectedComponents({ width: 3, height: 1, data: Uint8Array.of(1, 0, 1) });
 * ```
 */
export function connectedComponents(map: BinaryMap, { connectivity = 4 }: ComponentOptions = {}): Components {
  assertMap(map);
  assertConnectivity(connectivity);
  const { width, height } = map;
  const data = new Int32Array(map.data.length);
  const stack = new Int32Array(map.data.length);
  const sizes: number[] = [];
  for (let pixel = 0; pixel < data.length; pixel++) {
    if (map.data[pixel] === 0 || data[pixel] !== 0) continue;
    sizes.push(fillInto(data, map, { pixel, number: sizes.length + 1, stack, connectivity }));
  }
  return { width, height, count: sizes.length, data, sizes: Uint32Array.from(sizes) };
}

interface Fill {
  readonly pixel: number;
  readonly number: number;
  readonly stack: Int32Array;
  readonly connectivity: 4 | 8;
}

/** Every pixel enters the stack once, so that it never outgrows the map. */
function fillInto(target: Int32Array, map: BinaryMap, { pixel, number, stack, connectivity }: Fill): number {
  const { width, height, data } = map;
  let top = 0;
  let size = 0;
  stack[top++] = pixel;
  target[pixel] = number;
  while (top > 0) {
    const at = stack[--top]!;
    const x = at % width;
    const y = (at - x) / width;
    size += 1;
    for (let row = Math.max(0, y - 1); row <= Math.min(height - 1, y + 1); row++) {
      for (let column = Math.max(0, x - 1); column <= Math.min(width - 1, x + 1); column++) {
        const next = row * width + column;
        if (data[next] === 0 || target[next] !== 0) continue;
        if (connectivity === 4 && row !== y && column !== x) continue;
        target[next] = number;
        stack[top++] = next;
      }
    }
  }
  return size;
}
