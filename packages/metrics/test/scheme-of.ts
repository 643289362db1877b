import type { ClassScheme } from "@undercoat/raster";

/** A scheme of `count` classes called c0, c1, … */
export function schemeOf(count: number): ClassScheme {
  return {
    name: "made up",
    classes: Array.from({ length: count }, (_, value) => ({ value, name: `c${value}` })),
  };
}
