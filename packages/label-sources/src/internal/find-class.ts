import type { ClassScheme, SchemeClass } from "@undercoat/raster";
import { nearestId } from "./nearest-id.ts";

/** The class that a code or a name means; names are compared without case. Undefined where there is none. */
export function findClass({ classes }: ClassScheme, wanted: number | string): SchemeClass | undefined {
  const text = String(wanted).trim().toLowerCase();
  return (
    classes.find(({ value }) => String(value) === text) ??
    classes.find(({ name }) => name.toLowerCase() === text)
  );
}

/** `which scheme "x" does not have`, with the nearest name, or a list of what there is. */
export function notThere({ name, classes }: ClassScheme, wanted: number | string): string {
  const near = nearestId(
    String(wanted),
    classes.map((each) => each.name),
  );
  const shown = classes.slice(0, 6).map(({ value, name: each }) => `${value} "${each}"`);
  const listed = `it has ${shown.join(", ")}${classes.length > 6 ? `, … (${classes.length} classes)` : ""}`;
  return `which scheme "${name}" does not have; ${near === null ? listed : `did you mean "${near}"?`}`;
}
