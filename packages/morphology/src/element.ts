import { MorphologyError } from "./errors.ts";

/** What a map is dilated or eroded with: the pixels within `radius` of a pixel. */
export interface Element {
  /** Disk: `x² + y² ≤ radius²`. Square: `|x| ≤ radius` and `|y| ≤ radius`. */
  readonly shape: "disk" | "square";
  /** In pixels, 0 or more; fractions make sense for a disk. */
  readonly radius: number;
}

/** Refuses a shape that is not known, and a radius that is negative or not finite. */
export function assertElement({ shape, radius }: Element): void {
  if (shape !== "disk" && shape !== "square") {
    throw new MorphologyError("SHAPE_UNKNOWN", {
      message: `shape of the element is "${shape}", but "disk" or "square" was expected; choose one of them`,
      context: { shape },
    });
  }
  if (radius >= 0 && Number.isFinite(radius)) return;
  throw new MorphologyError("RADIUS_UNUSABLE", {
    message: `radius of the ${shape} is ${radius} pixels, but a number from 0 was expected; give it in pixels`,
    context: { shape, radius },
  });
}
