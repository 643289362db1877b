import { crsName, sameCrs } from "../crs-name.ts";
import { RasterError } from "../errors.ts";
import type { Geotransform, Grid } from "../grid.ts";
import { mapToPixel } from "../map-to-pixel.ts";
import { pixelToMap } from "../pixel-to-map.ts";
import type { ResampleOptions } from "../resample-options.ts";
import { placed, vectorToPixel } from "./placed.ts";

/** A position within this many pixels of a pixel's edge or centre counts as on it: it is lost in the decimals. */
const SNAP_PIXELS = 1e-6;

/** Rows are interpolated in parts no longer than this, so that no bend hides between the points looked at. */
const LONGEST_PART = 64;

/** Positions in pixels of the source. */
export interface Positions {
  readonly columns: Float64Array;
  readonly rows: Float64Array;
}

/** How positions on the target grid become positions on the source. */
export interface SourcePlaces {
  /** Where the map between both is affine: columns and rows of the source from those of the target. */
  readonly affine: Geotransform | null;
  /** Positions of (`column` + i, `row`) of the target, one for every place in `target`. NaN where there is none. */
  fillInto(target: Positions, column: number, row: number): void;
}

/** Refuses grids without a place, and grids of two CRS without a transform. */
export function sourcePlaces(source: Grid, target: Grid, options: ResampleOptions): SourcePlaces {
  const [from, to] = [placed("source", source), placed("target grid", target)];
  const { transform, tolerance = 0 } = options;
  if (transform !== undefined)
    return transformedPlaces({ from, to, transform, tolerance: usable(tolerance) });
  if (!sameCrs(source.crs, target.crs)) {
    const [sourceName, targetName] = [crsName(source.crs), crsName(target.crs)];
    throw new RasterError("CRS_DIFFER", {
      message:
        `source is in CRS ${sourceName}, but the target grid in ${targetName}; ` +
        "pass a transform from the target's coordinates to the source's",
      context: { source: sourceName, target: targetName },
    });
  }
  return affinePlaces(from, to, target);
}

/** The nearest whole number where a position lies on it but for rounding, else the position. */
export function snapped(position: number): number {
  const whole = Math.round(position);
  return Math.abs(position - whole) <= SNAP_PIXELS ? whole : position;
}

/** Moves all positions of a line by `shift`, and snaps them. */
export function snapInto(line: Float64Array, shift: number): void {
  for (let i = 0; i < line.length; i++) {
    const position = line[i]! + shift;
    const whole = Math.round(position);
    line[i] = Math.abs(position - whole) <= SNAP_PIXELS ? whole : position;
  }
}

/** Positions for `count` places of a row. */
export function emptyPositions(count: number): Positions {
  return { columns: new Float64Array(count), rows: new Float64Array(count) };
}

function usable(tolerance: number): number {
  if (tolerance >= 0) return tolerance;
  throw new RasterError("TOLERANCE_UNUSABLE", {
    message: `tolerance is ${tolerance} pixels, but a number from 0 was expected; 0 transforms every position`,
    context: { tolerance },
  });
}

function affinePlaces(from: Geotransform, to: Geotransform, { width, height }: Grid): SourcePlaces {
  const [c0, r0] = mapToPixel(from, to[0], to[3]);
  const [c1, r1] = vectorToPixel(from, to[1], to[4]);
  const [c2, r2] = vectorToPixel(from, to[2], to[5]);
  // Grids turned by the same angle lie straight on each other but for rounding.
  const straight = (step: number, count: number) => (Math.abs(step * count) <= SNAP_PIXELS ? 0 : step);
  const affine = [c0, c1, straight(c2, height), r0, straight(r1, width), r2] as const;
  return {
    affine,
    fillInto({ columns, rows }, column, row) {
      const [a0, a1, a2, b0, b1, b2] = affine;
      for (let i = 0; i < columns.length; i++) {
        columns[i] = a0 + (column + i) * a1 + row * a2;
        rows[i] = b0 + (column + i) * b1 + row * b2;
      }
    },
  };
}

interface Transformed {
  readonly from: Geotransform;
  readonly to: Geotransform;
  readonly transform: NonNullable<ResampleOptions["transform"]>;
  readonly tolerance: number;
}

function transformedPlaces({ from, to, transform, tolerance }: Transformed): SourcePlaces {
  const exactInto = ({ columns, rows }: Positions, i: number, column: number, row: number) => {
    const [x, y] = attempt(transform, pixelToMap(to, column + i, row));
    [columns[i], rows[i]] = mapToPixel(from, x, y) as [number, number];
  };
  return {
    affine: null,
    fillInto(target, column, row) {
      const fill = (i: number) => exactInto(target, i, column, row);
      const last = target.columns.length - 1;
      if (tolerance > 0) fillWithin(target, fill, tolerance);
      else for (let i = 0; i <= last; i++) fill(i);
    },
  };
}

function attempt(
  transform: Transformed["transform"],
  [x, y]: readonly [number, number],
): readonly [number, number] {
  try {
    return transform(x, y);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "OUTSIDE_DOMAIN") return NOWHERE;
    throw error;
  }
}

const NOWHERE = [Number.NaN, Number.NaN] as const;

/** Ends and middle of a part are exact; where the middle lies on the line between the ends, so does the rest. */
function fillWithin(target: Positions, fill: (i: number) => void, tolerance: number): void {
  const last = target.columns.length - 1;
  fill(0);
  for (let from = 0; from < last; from += LONGEST_PART) {
    const to = Math.min(last, from + LONGEST_PART);
    fill(to);
    divide(from, to);
  }
  function divide(from: number, to: number): void {
    if (to - from < 2) return;
    const middle = (from + to) >> 1;
    fill(middle);
    const isStraight = [target.columns, target.rows].every((line) => {
      const between = line[from]! + ((line[to]! - line[from]!) * (middle - from)) / (to - from);
      return Math.abs(between - line[middle]!) <= tolerance;
    });
    if (isStraight) {
      interpolate(from, middle);
      interpolate(middle, to);
    } else {
      divide(from, middle);
      divide(middle, to);
    }
  }
  function interpolate(from: number, to: number): void {
    for (const line of [target.columns, target.rows]) {
      const step = (line[to]! - line[from]!) / (to - from);
      for (let i = from + 1; i < to; i++) line[i] = line[from]! + step * (i - from);
    }
  }
}
