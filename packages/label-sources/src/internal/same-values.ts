import type { ClassScheme } from "@undercoat/raster";

/** Whether two schemes have the same class values in the same order. */
export function sameValues(a: ClassScheme, b: ClassScheme): boolean {
  return (
    a.classes.length === b.classes.length &&
    a.classes.every(({ value }, index) => value === b.classes[index]?.value)
  );
}
