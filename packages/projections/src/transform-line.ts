import { ProjectionError } from "./errors.ts";
import type { Point, PointTransform } from "./point-transform.ts";

/** Options of {@link transformLine}. */
export interface TransformLineOptions {
  /** How far the straight edges may lie from the bent ones, in units of the target CRS; above 0. */
  readonly tolerance: number;
}

/** An edge is halved at most this often: 1024 pieces. */
const DEEPEST = 10;

/**
 * Transforms a line or a ring and adds points where a straight edge would bend by more than `tolerance`: long edges of
 * one CRS are curves in another.
 *
 * @remarks An edge becomes at most 1024 pieces. One that crosses a seam of the target, such as 180°, keeps its jump: cut
 *   it there first.
 * @throws {ProjectionError} `OUTSIDE_DOMAIN`; `OPTIONS_REFUSED` for a tolerance that is not above 0.
 *
 * @example
 * ```ts
 * const ring = transformLine([[5, 50], [15, 50], [10, 55], [5, 50]], toUtm, { tolerance: 0.5 });
 * ```
 */
export function transformLine(
  points: readonly Point[],
  { forward }: Pick<PointTransform, "forward">,
  { tolerance }: TransformLineOptions,
): Point[] {
  if (!(tolerance > 0)) {
    throw new ProjectionError("OPTIONS_REFUSED", {
      message: `tolerance is ${tolerance}, but a number above 0 was expected; give it in units of the target CRS`,
      context: { tolerance },
    });
  }
  const moved: Point[] = [];
  let before: Point | null = null;
  for (const point of points) {
    const target = forward(point[0], point[1]);
    const last = moved.at(-1);
    if (before !== null && last !== undefined)
      bendInto(moved, { from: before, to: point, last, target }, { forward, tolerance, depth: 0 });
    moved.push(target);
    before = point;
  }
  return moved;
}

interface Edge {
  readonly from: Point;
  readonly to: Point;
  readonly last: Point;
  readonly target: Point;
}

interface Bend {
  readonly forward: PointTransform["forward"];
  readonly tolerance: number;
  readonly depth: number;
}

/** The quarters are looked at too: the middle of an S-shaped edge lies on the straight one. */
function bendInto(moved: Point[], { from, to, last, target }: Edge, bend: Bend): void {
  const { forward, tolerance, depth } = bend;
  const along = (share: number): Point => [
    from[0] + share * (to[0] - from[0]),
    from[1] + share * (to[1] - from[1]),
  ];
  const places = [0.25, 0.5, 0.75].map((share) => {
    const [x, y] = along(share);
    return forward(x, y);
  });
  const isStraight = places.every((place) => distanceToSegment(place, last, target) <= tolerance);
  if (isStraight || depth >= DEEPEST) return;
  const [middle, place] = [along(0.5), places[1] ?? target];
  bendInto(moved, { from, to: middle, last, target: place }, { ...bend, depth: depth + 1 });
  moved.push(place);
  bendInto(moved, { from: middle, to, last: place, target }, { ...bend, depth: depth + 1 });
}

function distanceToSegment([x, y]: Point, [x0, y0]: Point, [x1, y1]: Point): number {
  const [dx, dy] = [x1 - x0, y1 - y0];
  const length = dx * dx + dy * dy;
  const share = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - x0) * dx + (y - y0) * dy) / length));
  return Math.hypot(x - x0 - share * dx, y - y0 - share * dy);
}
