import { groundPixelSize, isProjectionError, pointTransform, transformLine } from "@undercoat/projections";
import {
  type Geotransform,
  type Grid,
  mapToPixel,
  pixelToMap,
  sameCrs,
  type Window,
} from "@undercoat/raster";
import { type Outline, outlineOf } from "./window-distance.ts";

const DEGREES = { kind: "epsg", code: 4326 } as const;
/** Straight edges may lie this far from the bent ones, in pixels. */
const BEND = 0.005;

/** Takes windows of one scene to the pixels of another; a text says why it cannot. */
export type WindowMover = ((window: Window) => Outline) | string;

/** How windows of `from` are seen in the pixels of `to`. */
export function windowMover(to: Grid | undefined, from: Grid | undefined): WindowMover {
  if (to === undefined || from === undefined) return "where one of them lies is not given";
  const [target, source] = [to.geotransform, from.geotransform];
  if (target === null || source === null) return "one of them has no geotransform";
  if (to.crs.kind === "unknown" || from.crs.kind === "unknown") return "the CRS of one of them is not known";
  if (sameCrs(to.crs, from.crs))
    return (window) => outlineOf(window).map(([x, y]) => mapToPixel(target, ...pixelToMap(source, x, y)));
  try {
    const { forward } = pointTransform(from.crs, to.crs);
    const move = (x: number, y: number) => mapToPixel(target, ...forward(...pixelToMap(source, x, y)));
    return (window) => {
      const corners = outlineOf(window);
      return transformLine([...corners, corners[0] ?? [0, 0]], { forward: move }, { tolerance: BEND }).slice(
        0,
        -1,
      );
    };
  } catch (error) {
    if (isProjectionError(error)) return error.message;
    throw error;
  }
}

/** A box that holds a window: longitudes and latitudes, or coordinates of a CRS that cannot be transformed. */
export interface Box {
  /** Boxes of different spaces cannot be compared. */
  readonly space: string;
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
}

/** The box of a window with `reach` pixels around it. */
export function boxOf(grid: Grid | undefined, window: Window, reach: readonly [number, number]): Box | null {
  if (grid?.geotransform == null || grid.crs.kind === "unknown") return null;
  const { x, y, width, height } = window;
  const wide = {
    x: x - reach[0],
    y: y - reach[1],
    width: width + 2 * reach[0],
    height: height + 2 * reach[1],
  };
  const mover = windowMover({ ...grid, crs: DEGREES, geotransform: [0, 1, 0, 0, 0, 1] }, grid);
  if (typeof mover === "string") return bounded(JSON.stringify(grid.crs), placed(grid.geotransform, wide));
  try {
    return bounded("degrees", mover(wide));
  } catch (error) {
    if (isProjectionError(error, "OUTSIDE_DOMAIN"))
      return bounded("degrees", [
        [-180, -90],
        [180, 90],
      ]);
    throw error;
  }
}

function placed(geotransform: Geotransform, window: Window): Outline {
  return outlineOf(window).map(([x, y]) => pixelToMap(geotransform, x, y));
}

function bounded(space: string, outline: Outline): Box {
  const [xs, ys] = [outline.map(([x]) => x), outline.map(([, y]) => y)];
  return { space, x: [Math.min(...xs), Math.max(...xs)], y: [Math.min(...ys), Math.max(...ys)] };
}

/** Ground metres of a column and a row at the middle of a window; null where the CRS does not tell. */
export function pixelMetres(grid: Grid, window: Window): readonly [number, number] | null {
  const { geotransform, crs } = grid;
  if (geotransform === null || crs.kind === "unknown") return null;
  const place = pixelToMap(geotransform, window.x + window.width / 2, window.y + window.height / 2);
  try {
    const { width, height } = groundPixelSize(geotransform, crs, place);
    return [width, height];
  } catch (error) {
    if (isProjectionError(error, "CRS_UNKNOWN", "CRS_UNSUPPORTED")) return null;
    throw error;
  }
}
