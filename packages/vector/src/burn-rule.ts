import { type ClassScheme, IGNORE_INDEX } from "@undercoat/raster";
import { BurnRuleOptions } from "./burn-rule-options.ts";
import { VectorError } from "./errors.ts";
import type { Feature } from "./feature.ts";
import { parsedOptions } from "./internal/parsed-options.ts";
import type { Burn } from "./label-burner.ts";

/**
 * A rule for {@link rasterize} and {@link labelBurner} out of data: the class by a property, the width and the order by
 * others. Widths may have a unit behind them (`"4 m"`); what is no number above 0 is none.
 *
 * @throws {VectorError} `OPTIONS_REFUSED`; `SCHEME_MISMATCH` for a class name that the scheme does not have.
 *
 * @example
 * ```ts
 * const burn = burnRule({ property: "landuse", classes: { forest: "tree", meadow: "grass", unsure: null } }, scheme);
 * const labels = rasterize(features, { grid, scheme, burn });
 * ```
 */
export function burnRule(options: BurnRuleOptions, scheme: ClassScheme): (feature: Feature) => Burn | null {
  const { property, classes, otherwise, width, orderProperty } = parsedOptions(BurnRuleOptions, options);
  const indices = classes === undefined ? ownIndices(scheme) : namedIndices(classes, scheme);
  const rest = otherwise === undefined ? null : indexOf(otherwise, scheme);
  return ({ properties }) => {
    const found = property === undefined ? undefined : indices.get(String(properties[property] ?? ""));
    const classIndex = found ?? rest;
    if (classIndex === null) return null;
    const metres = typeof width === "string" ? Number.parseFloat(String(properties[width])) : width;
    const order = orderProperty === undefined ? 0 : Number(properties[orderProperty] ?? 0);
    return {
      classIndex,
      widthMetres: metres !== undefined && metres > 0 ? metres : undefined,
      order: Number.isNaN(order) ? 0 : order,
    };
  };
}

function ownIndices({ classes }: ClassScheme): ReadonlyMap<string, number> {
  return new Map(
    classes.flatMap(({ value, name }, index) => [[String(value), index] as const, [name, index] as const]),
  );
}

function namedIndices(
  classes: Readonly<Record<string, string | null>>,
  scheme: ClassScheme,
): ReadonlyMap<string, number> {
  return new Map(
    Object.entries(classes).map(([text, name]) => [
      text,
      name === null ? IGNORE_INDEX : indexOf(name, scheme),
    ]),
  );
}

function indexOf(name: string, { classes, name: scheme }: ClassScheme): number {
  const index = classes.findIndex((one) => one.name === name);
  if (index !== -1) return index;
  throw new VectorError("SCHEME_MISMATCH", {
    message: `the rule names class "${name}", but class scheme "${scheme}" has ${classes.map((one) => `"${one.name}"`).join(", ")}; give one of these`,
    context: { name, scheme },
  });
}
