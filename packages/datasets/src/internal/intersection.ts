import type { Window } from "@undercoat/raster";

/** What two windows share; without width or height where they share nothing. */
export function intersection(a: Window, b: Window): Window {
  const [x, y] = [Math.max(a.x, b.x), Math.max(a.y, b.y)];
  return {
    x,
    y,
    width: Math.min(a.x + a.width, b.x + b.width) - x,
    height: Math.min(a.y + a.height, b.y + b.height) - y,
  };
}
