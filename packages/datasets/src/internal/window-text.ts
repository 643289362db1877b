import type { Window } from "@undercoat/raster";

/** A window for messages: `[x, y, width, height]`. */
export function windowText({ x, y, width, height }: Window): string {
  return `[${x}, ${y}, ${width}, ${height}]`;
}
