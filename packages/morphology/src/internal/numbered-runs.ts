import type { BinaryMap } from "../binary-map.ts";
import { join, rootOf } from "./forest.ts";

/** Runs of inside pixels in raster order. */
export interface NumberedRuns {
  /** Components. */
  readonly count: number;
  /** First pixel of every run, and the one after its last. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** Number of the component of every run, from 1, in raster order of its first pixel. */
  readonly numbers: Int32Array;
}

/** Cuts rows into runs, and numbers those that touch runs of the row above alike; `reach` 1: also at corners. */
export function numberedRuns(map: BinaryMap, reach: 0 | 1): NumberedRuns {
  const { width, height } = map;
  const { starts, ends, rows } = runsOf(map);
  const parents = Int32Array.from(starts, (_, run) => run);
  for (let row = 1; row < height; row++) {
    let above = rows[row - 1]!;
    for (let run = rows[row]!; run < rows[row + 1]!; run++) {
      const from = starts[run]! - width - reach;
      const to = ends[run]! - width + reach;
      while (above < rows[row]! && ends[above]! <= from) above += 1;
      let touching = above;
      while (touching < rows[row]! && starts[touching]! < to) join(parents, touching++, run);
      // The last one may reach on to the next run of this row.
      above = Math.max(above, touching - 1);
    }
  }
  let count = 0;
  const numbers = new Int32Array(parents.length);
  for (let run = 0; run < numbers.length; run++) {
    const root = rootOf(parents, run);
    numbers[run] = root === run ? ++count : numbers[root]!;
  }
  return { count, starts, ends, numbers };
}

interface Runs {
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** Number of the first run of every row, and of all runs at the end. */
  readonly rows: Int32Array;
}

function runsOf({ width, height, data }: BinaryMap): Runs {
  const rows = new Int32Array(height + 1);
  let [starts, ends] = [new Int32Array(1024), new Int32Array(1024)];
  let count = 0;
  for (let row = 0; row < height; row++) {
    const end = (row + 1) * width;
    for (let pixel = row * width; pixel < end; pixel++) {
      if (data[pixel] === 0) continue;
      if (count === starts.length) [starts, ends] = [doubled(starts), doubled(ends)];
      starts[count] = pixel;
      while (pixel < end && data[pixel] !== 0) pixel += 1;
      ends[count] = pixel;
      count += 1;
    }
    rows[row + 1] = count;
  }
  return { starts: starts.subarray(0, count), ends: ends.subarray(0, count), rows };
}

function doubled(numbers: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(2 * numbers.length);
  larger.set(numbers);
  return larger;
}
