import type { BinaryMap } from "./binary-map.ts";
import { assertConnectivity, assertMap } from "./internal/checks.ts";
import { numberedRuns } from "./internal/numbered-runs.ts";

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
 * @remarks Linear in the number of pixels: rows are cut into runs, and runs that touch are joined.
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
  const runs = numberedRuns(map, connectivity === 8 ? 1 : 0);
  const data = new Int32Array(map.data.length);
  const sizes = new Uint32Array(runs.count);
  for (let run = 0; run < runs.numbers.length; run++) {
    const number = runs.numbers[run]!;
    const end = runs.ends[run]!;
    let pixel = runs.starts[run]!;
    sizes[number - 1]! += end - pixel;
    while (pixel < end) data[pixel++] = number;
  }
  return { width, height, count: runs.count, data, sizes };
}
