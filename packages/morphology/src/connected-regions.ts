import type { IndexMap } from "./block-majority.ts";
import { assertClassIndex, assertConnectivity, assertMap } from "./internal/checks.ts";
import { join, rootOf } from "./internal/forest.ts";

/** Options of {@link connectedRegions}. */
export interface RegionOptions {
  /** 4: pixels touch along an edge; 8: along an edge or at a corner. Default: 4. */
  readonly connectivity?: 4 | 8;
  /** Values without regions. Default: 255, the ignored pixels. */
  readonly leaveOut?: readonly number[];
}

/** Connected regions of equal value as runs of pixels: memory in proportion to the runs, not to the pixels. */
export interface Regions {
  readonly width: number;
  readonly height: number;
  readonly count: number;
  /** First pixel of every run, and the one after its last, in raster order; a run ends with its row. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** Number of the region of every run, from 0, in raster order of each region's first pixel. */
  readonly numbers: Int32Array;
  /** Value of every region. */
  readonly values: Uint8Array;
  /** Pixels of every region. */
  readonly sizes: Uint32Array;
}

/**
 * The connected regions of all values of a label map at once.
 *
 * @remarks Linear in the number of pixels, 16 bytes a run.
 * @throws {MorphologyError} `SIZE_MISMATCH`, `CONNECTIVITY_UNUSABLE`, `CLASS_INDEX_UNUSABLE`.
 *
 * @example
 * ```ts
 * const { count, values, sizes } = connectedRegions({ width: 4, height: 1, data: Uint8Array.of(1, 1, 2, 255) });
 * ```
 */
export function connectedRegions(
  labels: IndexMap,
  { connectivity = 4, leaveOut = [255] }: RegionOptions = {},
): Regions {
  assertMap(labels);
  assertConnectivity(connectivity);
  for (const index of leaveOut) assertClassIndex(index);
  const runs = valueRuns(labels, leaveOut);
  const parents = joined(runs, labels, connectivity === 8 ? 1 : 0);
  let count = 0;
  const numbers = new Int32Array(parents.length);
  for (let run = 0; run < numbers.length; run++) {
    const root = rootOf(parents, run);
    numbers[run] = root === run ? count++ : numbers[root]!;
  }
  return measured(runs, numbers, { count, labels });
}

interface ValueRuns {
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** Number of the first run of every row, and of all runs at the end. */
  readonly rows: Int32Array;
}

function valueRuns({ width, height, data }: IndexMap, leaveOut: readonly number[]): ValueRuns {
  const isLeftOut = new Uint8Array(256);
  for (const index of leaveOut) isLeftOut[index] = 1;
  const words =
    data.byteOffset % 4 === 0 ? new Uint32Array(data.buffer, data.byteOffset, data.length >> 2) : null;
  const rows = new Int32Array(height + 1);
  let [starts, ends] = [new Int32Array(1024), new Int32Array(1024)];
  let count = 0;
  for (let row = 0; row < height; row++) {
    const end = (row + 1) * width;
    for (let pixel = row * width; pixel < end; ) {
      const value = data[pixel]!;
      const start = pixel;
      pixel = endOfRun({ data, words }, start, end);
      if (isLeftOut[value] === 1) continue;
      if (count === starts.length) [starts, ends] = [doubled(starts), doubled(ends)];
      starts[count] = start;
      ends[count++] = pixel;
    }
    rows[row + 1] = count;
  }
  return { starts: starts.subarray(0, count), ends: ends.subarray(0, count), rows };
}

/** The pixel after the last one in a row that holds the value of the first; four at a time where the array allows it. */
function endOfRun(
  { data, words }: { readonly data: Uint8Array; readonly words: Uint32Array | null },
  start: number,
  end: number,
): number {
  const value = data[start]!;
  let pixel = start + 1;
  if (words !== null) {
    while (pixel < end && (pixel & 3) !== 0 && data[pixel] === value) pixel += 1;
    if ((pixel & 3) === 0) {
      const four = (value * 0x01010101) >>> 0;
      const last = end - 4;
      while (pixel <= last && words[pixel >> 2] === four) pixel += 4;
    }
  }
  while (pixel < end && data[pixel] === value) pixel += 1;
  return pixel;
}

/** Joins every run with those of the row above that touch it and hold its value. */
function joined({ starts, ends, rows }: ValueRuns, { width, height, data }: IndexMap, reach: 0 | 1) {
  const parents = new Int32Array(starts.length);
  for (let run = 0; run < parents.length; run++) parents[run] = run;
  for (let row = 1; row < height; row++) {
    const aboveEnd = rows[row]!;
    let above = rows[row - 1]!;
    for (let run = aboveEnd; run < rows[row + 1]!; run++) {
      const from = starts[run]! - width - reach;
      const to = ends[run]! - width + reach;
      const value = data[starts[run]!]!;
      while (above < aboveEnd && ends[above]! <= from) above += 1;
      for (let touching = above; touching < aboveEnd && starts[touching]! < to; touching++) {
        if (data[starts[touching]!] === value) join(parents, touching, run);
      }
    }
  }
  return parents;
}

function measured(
  { starts, ends }: ValueRuns,
  numbers: Int32Array,
  { count, labels: { width, height, data } }: { readonly count: number; readonly labels: IndexMap },
): Regions {
  const values = new Uint8Array(count);
  const sizes = new Uint32Array(count);
  for (let run = 0; run < numbers.length; run++) {
    const number = numbers[run]!;
    sizes[number]! += ends[run]! - starts[run]!;
    values[number] = data[starts[run]!]!;
  }
  return { width, height, count, starts, ends, numbers, values, sizes };
}

function doubled(numbers: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(2 * numbers.length);
  larger.set(numbers);
  return larger;
}
