import type { ClassScheme } from "@undercoat/raster";
import { DatasetsError } from "../errors.ts";

/** Refuses labels of another class scheme: other codes, names or order. */
export function assertSameScheme(id: string, found: ClassScheme, scheme: ClassScheme): void {
  const codes = (s: ClassScheme) => s.classes.map(({ value, name }) => `${value} ${name}`).join(", ");
  if (found === scheme || codes(found) === codes(scheme)) return;
  throw new DatasetsError("SCHEME_MISMATCH", {
    message: `scene "${id}" has labels of class scheme "${found.name}" (${codes(found)}), expected "${scheme.name}" (${codes(scheme)}); decode its labels with "${scheme.name}"`,
    context: { id, found: found.name, expected: scheme.name },
  });
}
