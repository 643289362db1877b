import type { Geotransform } from "./grid.ts";

/** The geotransform of a window: the same pixels, counted from the window's top left corner. */
export function cropGeotransform(
  geotransform: Geotransform | null,
  { x, y }: { readonly x: number; readonly y: number },
): Geotransform | null {
  if (geotransform === null) return null;
  const [g0, g1, g2, g3, g4, g5] = geotransform;
  return [g0 + x * g1 + y * g2, g1, g2, g3 + x * g4 + y * g5, g4, g5];
}
