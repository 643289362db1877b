import type { Grid } from "./grid.ts";
import { emptyPositions, type SourcePlaces, sourcePlaces } from "./internal/source-places.ts";
import type { ResampleOptions } from "./resample-options.ts";
import { wholeWindow } from "./whole-window.ts";
import type { Window } from "./window.ts";

/** Bent grids are looked at in this many places along each axis, and one more. */
const PARTS = 32;

/** Neighbours that interpolation asks for, and rounding. */
const MARGIN = 2;

/**
 * The pixels of a source that resampling onto a target grid needs, so that no more of a large file is read; null where
 * both do not meet. Some more around them come along, and the whole source where a part of the target has no place
 * in it.
 *
 * @throws {RasterError} `CRS_DIFFER` if the CRS differ and no transform is given; `GEOTRANSFORM_UNUSABLE` if a grid has
 *   no geotransform, or pixels without area.
 *
 * @example
 * ```ts
 * const window = windowUnder(source, image);
 * const block = window && (await source.read({ window }));
 * ```
 */
export function windowUnder(
  source: Grid,
  target: Grid,
  { transform }: Pick<ResampleOptions, "transform"> = {},
): Window | null {
  const places = sourcePlaces(source, target, transform === undefined ? {} : { transform });
  const lattice = latticeOf(target, places);
  const columns = covered(lattice.columns, lattice.perRow, source.width);
  const rows = covered(lattice.rows, lattice.perRow, source.height);
  if (columns === null || rows === null) return wholeWindow(source);
  const [width, height] = [columns.to - columns.from, rows.to - rows.from];
  return width > 0 && height > 0 ? { x: columns.from, y: rows.from, width, height } : null;
}

interface Lattice {
  readonly columns: readonly number[];
  readonly rows: readonly number[];
  readonly perRow: number;
}

/** Positions on the source of evenly spread places of the target, its corners included. */
function latticeOf({ width, height }: Grid, places: SourcePlaces): Lattice {
  const parts = places.affine === null ? PARTS : 1;
  const [columns, rows]: [number[], number[]] = [[], []];
  const position = emptyPositions(1);
  for (let row = 0; row <= parts; row++) {
    for (let column = 0; column <= parts; column++) {
      places.fillInto(position, (column / parts) * width, (row / parts) * height);
      columns.push(position.columns[0]!);
      rows.push(position.rows[0]!);
    }
  }
  return { columns, rows, perRow: parts + 1 };
}

/** Pixels along one axis of the source, or null where a position is none. */
function covered(
  positions: readonly number[],
  perRow: number,
  size: number,
): { readonly from: number; readonly to: number } | null {
  if (!positions.every(Number.isFinite)) return null;
  const around = MARGIN + Math.max(bulge(positions, 1, perRow), bulge(positions, perRow, perRow));
  const from = Math.floor(Math.min(...positions) - around);
  const to = Math.ceil(Math.max(...positions) + around);
  return { from: Math.max(0, from), to: Math.min(size, to) };
}

/** How far a bent line may leave the one between two positions: twice what its second differences say. */
function bulge(positions: readonly number[], step: number, perRow: number): number {
  let most = 0;
  for (let i = 2 * step; i < positions.length; i++) {
    if (step === 1 && i % perRow < 2) continue;
    const bend = positions[i]! - 2 * positions[i - step]! + positions[i - 2 * step]!;
    most = Math.max(most, Math.abs(bend));
  }
  return most / 4;
}
