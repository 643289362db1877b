import { RasterError } from "../errors.ts";
import type { Window } from "../window.ts";

/** Refuses a window that is empty, fractional or reaches outside the grid. */
export function assertWindow(
  window: Window,
  grid: { readonly width: number; readonly height: number },
): void {
  const { x, y, width, height } = window;
  const whole = [x, y, width, height].every(Number.isInteger);
  const inside = x >= 0 && y >= 0 && x + width <= grid.width && y + height <= grid.height;
  if (whole && inside && width > 0 && height > 0) return;
  throw new RasterError("WINDOW_OUTSIDE", {
    message:
      `window x ${x}, y ${y}, ${width}×${height} does not lie inside the ${grid.width}×${grid.height} grid; ` +
      "give whole pixels inside it",
    context: { window, width: grid.width, height: grid.height },
  });
}
