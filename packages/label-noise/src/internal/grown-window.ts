import type { Window } from "@undercoat/raster";
import type { ScenePlace } from "../label-noise.ts";

/** A window and `margin` pixels more on every side, inside the scene. */
export function grownWindow(window: Window, margin: number, { width, height }: ScenePlace): Window {
  const x = Math.max(0, window.x - margin);
  const y = Math.max(0, window.y - margin);
  return {
    x,
    y,
    width: Math.min(width, window.x + window.width + margin) - x,
    height: Math.min(height, window.y + window.height + margin) - y,
  };
}
