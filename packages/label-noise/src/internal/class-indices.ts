import type { ClassScheme } from "@undercoat/raster";
import { LabelNoiseError } from "../errors.ts";

/** The index of a class given by name or index. */
export function classIndexOf(scheme: ClassScheme, asked: string | number): number {
  const index = typeof asked === "number" ? asked : scheme.classes.findIndex(({ name }) => name === asked);
  if (index >= 0 && index < scheme.classes.length) return index;
  const known = scheme.classes.map(({ name }, position) => `${position} "${name}"`).join(", ");
  throw new LabelNoiseError("CLASS_UNKNOWN", {
    message: `class ${typeof asked === "number" ? asked : `"${asked}"`} is not in class scheme "${scheme.name}", which has ${known}; name one of these`,
    context: { asked, scheme: scheme.name, classes: scheme.classes.map(({ name }) => name) },
  });
}

/** The classes to work on, and the class that takes the place of what is removed. */
export function chosenClasses(
  scheme: ClassScheme,
  options: { readonly classes?: readonly (string | number)[] | undefined; readonly into: string | number },
): { readonly classes: readonly number[]; readonly into: number } {
  const into = classIndexOf(scheme, options.into);
  const all = options.classes ?? scheme.classes.map((_, index) => index);
  const classes = new Set(all.map((asked) => classIndexOf(scheme, asked)));
  classes.delete(into);
  return { classes: [...classes].sort((a, b) => a - b), into };
}
