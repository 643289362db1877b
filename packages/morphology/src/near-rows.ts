import type { BinaryMap } from "./binary-map.ts";
import { MorphologyError } from "./errors.ts";
import { assertMap } from "./internal/checks.ts";

/** Options of {@link nearRows}. */
export interface NearRowsOptions {
  /** Distances up to this one are exact, in pixels. */
  readonly reach: number;
  /** `squared` holds the row in its first `width` places, and is written over by the next one. */
  readonly visit: (row: number, squared: Float64Array) => void;
  /** Memory of an earlier call, to be used again where maps are many and small. Default: new. */
  readonly room?: NearRoom;
}

/** Memory of {@link nearRows}; it grows with the largest map. */
export interface NearRoom {
  vertical: Uint16Array;
  squared: Float64Array;
  sites: Int32Array;
  starts: Int32Array;
  heights: Float64Array;
}

/** Memory for {@link nearRows}, empty at first. */
export function nearRoom(): NearRoom {
  return {
    vertical: new Uint16Array(0),
    squared: new Float64Array(0),
    sites: new Int32Array(0),
    starts: new Int32Array(0),
    heights: new Float64Array(0),
  };
}

/**
 * Visits the rows of a map with the squared Euclidean distance of every pixel to the nearest one inside, exact where it
 * is at most `reach²` and larger than that elsewhere.
 *
 * @remarks As {@link squaredDistance}, with 2 bytes a pixel of memory instead of 12.
 * @throws {MorphologyError} `SIZE_MISMATCH`; `RADIUS_UNUSABLE` for a reach that is not from 0 to 65 000.
 * @see {@link https://doi.org/10.1007/0-306-47025-X_36 | Meijster, Roerdink and Hesselink 2000}
 *
 * @example
 * ```ts
 * nearRows(map, { reach: 3, visit: (row, squared) => { near[row] = squared.filter((d) => d <= 9).length; } });
 * ```
 */
export function nearRows(map: BinaryMap, { reach, visit, room = nearRoom() }: NearRowsOptions): void {
  assertMap(map);
  if (!(reach >= 0 && reach <= MOST))
    throw new MorphologyError("RADIUS_UNUSABLE", {
      message: `reach is ${reach} pixels, but a number from 0 to ${MOST} was expected; give it in pixels`,
      context: { reach },
    });
  const { width, height } = map;
  const far = Math.floor(reach) + 1;
  makeRoom(room, map);
  columnsInto(room.vertical, map, far);
  for (let row = 0; row < height; row++) {
    lowestInto(room, { width, start: row * width, far });
    visit(row, room.squared);
  }
}

function makeRoom(room: NearRoom, { width, data }: BinaryMap): void {
  if (room.vertical.length < data.length) room.vertical = new Uint16Array(data.length);
  if (room.squared.length >= width) return;
  room.squared = new Float64Array(width);
  room.sites = new Int32Array(width);
  room.starts = new Int32Array(width);
  room.heights = new Float64Array(width);
}

/** The lowest of the parabolas that stand on the near columns of a row: only these can be within reach. */
function lowestInto(
  { vertical, squared, sites, starts, heights }: NearRoom,
  { width, start, far }: { readonly width: number; readonly start: number; readonly far: number },
): void {
  let last = -1;
  for (let column = 0; column < width; column++) {
    const rows = vertical[start + column]!;
    if (rows === far) continue;
    const own = rows * rows;
    let from = 0;
    while (last >= 0) {
      const site = sites[last]!;
      const height = heights[last]!;
      const between = (column - site) * (column + site) + own - height;
      from = 1 + Math.floor(between / (2 * (column - site)));
      if (from > starts[last]!) break;
      last -= 1;
      from = 0;
    }
    if (from >= width) continue;
    last += 1;
    sites[last] = column;
    heights[last] = own;
    starts[last] = from;
  }
  if (last < 0) {
    squared.fill(far * far, 0, width);
    return;
  }
  for (let column = width - 1; column >= 0; column--) {
    const away = column - sites[last]!;
    squared[column] = away * away + heights[last]!;
    if (column === starts[last]) last -= 1;
  }
}

const MOST = 65_000;

/** Distance within the column to the nearest inside pixel, at most `far`. */
function columnsInto(distance: Uint16Array, { width, data }: BinaryMap, far: number): void {
  for (let pixel = 0; pixel < data.length; pixel++) {
    const above = pixel < width ? far : Math.min(distance[pixel - width]! + 1, far);
    distance[pixel] = data[pixel] !== 0 ? 0 : above;
  }
  for (let pixel = data.length - width - 1; pixel >= 0; pixel--) {
    const below = distance[pixel + width]! + 1;
    if (below < distance[pixel]!) distance[pixel] = below;
  }
}
