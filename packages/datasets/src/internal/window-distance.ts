import type { Window } from "@undercoat/raster";

/** A polygon in the pixels of the scene that is compared with: its corners, in order, not closed. */
export type Outline = readonly (readonly [x: number, y: number])[];

/** How a window and an outline lie to each other. */
export interface WindowDistance {
  /** Area in common, in pixels. */
  readonly shared: number;
  /** Pixels between the two along the axis where they are further apart; 0 where they touch or overlap. */
  readonly gap: number;
  /** The same in units of `reach`: below 1 they are closer than it. Infinite where it is not above 0. */
  readonly share: number;
}

/** The corners of a window. */
export function outlineOf({ x, y, width, height }: Window): Outline {
  return [
    [x, y],
    [x + width, y],
    [x + width, y + height],
    [x, y + height],
  ];
}

/**
 * @param reach - The distances in x and in y that must lie between the two.
 */
export function windowDistance(
  window: Window,
  outline: Outline,
  reach: readonly [number, number],
): WindowDistance {
  const shared = areaOf(clipped(window, outline));
  if (shared > 0) return { shared, gap: 0, share: 0 };
  const gapAt = (scale: readonly [number, number]) =>
    edgeMinimum(outline, (x, y) => outside(window, [x, y], scale));
  const share = Math.min(...reach) > 0 ? gapAt(reach) : Number.POSITIVE_INFINITY;
  return { shared: 0, gap: gapAt([1, 1]), share };
}

/** Pixels from a point to the window along the axis where it is further, each axis in its own unit. */
function outside(
  { x: left, y: top, width, height }: Window,
  [x, y]: readonly [number, number],
  [scaleX, scaleY]: readonly [number, number],
): number {
  const dx = Math.max(left - x, 0, x - left - width);
  const dy = Math.max(top - y, 0, y - top - height);
  return Math.max(dx / scaleX, dy / scaleY);
}

const STEPS = 60;

/** Smallest value on the edges of a function that is convex along each of them. */
function edgeMinimum(outline: Outline, value: (x: number, y: number) => number): number {
  return Math.min(
    ...outline.map(([x0, y0], index) => {
      const [x1, y1] = outline[(index + 1) % outline.length] ?? [x0, y0];
      const at = (share: number) => value(x0 + share * (x1 - x0), y0 + share * (y1 - y0));
      let [low, high] = [0, 1];
      for (let step = 0; step < STEPS; step++) {
        const third = (high - low) / 3;
        if (at(low + third) <= at(high - third)) high -= third;
        else low += third;
      }
      return Math.min(at(0), at(1), at((low + high) / 2));
    }),
  );
}

/** The part of an outline inside a window, cut side by side (Sutherland and Hodgman 1974). */
function clipped({ x, y, width, height }: Window, outline: Outline): Outline {
  const cut = (points: Outline, axis: 0 | 1, bound: number, sign: 1 | -1): Outline =>
    points.flatMap((to, index) => {
      const from = points[(index + points.length - 1) % points.length] ?? to;
      const [before, after] = [sign * (from[axis] - bound), sign * (to[axis] - bound)];
      const share = before / (before - after);
      const crossing = [from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])] as const;
      if (after >= 0) return before >= 0 ? [to] : [crossing, to];
      return before >= 0 ? [crossing] : [];
    });
  return cut(cut(cut(cut(outline, 0, x, 1), 0, x + width, -1), 1, y, 1), 1, y + height, -1);
}

function areaOf(outline: Outline): number {
  const double = outline.reduce((sum, [x, y], index) => {
    const [nextX, nextY] = outline[(index + 1) % outline.length] ?? [x, y];
    return sum + x * nextY - nextX * y;
  }, 0);
  return Math.abs(double) / 2;
}
