import type { Grid, Window } from "@undercoat/raster";
import { DatasetsError } from "../errors.ts";
import { windowText } from "./window-text.ts";

/** Refuses a window that does not lie in its scene, is empty, or has fractions. */
export function assertInside(
  { sceneId, window }: { readonly sceneId: string; readonly window: Window },
  image: Grid,
  name: string,
): void {
  const { x, y, width, height } = window;
  const whole = [x, y, width, height].every(Number.isInteger) && width > 0 && height > 0;
  if (whole && x >= 0 && y >= 0 && x + width <= image.width && y + height <= image.height) return;
  throw new DatasetsError("WINDOW_OUTSIDE", {
    message: `"${name}": window ${windowText(window)} does not lie in scene "${sceneId}" of ${image.width}×${image.height} pixels; expected whole pixels inside it`,
    context: { name, sceneId, window, width: image.width, height: image.height },
  });
}
