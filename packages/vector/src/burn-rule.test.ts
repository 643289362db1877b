import { expect, test } from "vitest";
import { burnRule } from "./burn-rule.ts";
import type { Feature } from "./feature.ts";

const scheme = {
  name: "cover",
  classes: [
    { value: 10, name: "other" },
    { value: 20, name: "tree" },
    { value: 30, name: "road" },
  ],
};
const feature = (properties: Feature["properties"]): Feature => ({
  type: "Feature",
  properties,
  geometry: null,
});
const plain = { widthMetres: undefined, order: 0 };

test("without a table, the property holds a class's value or name", () => {
  const burn = burnRule({ property: "class" }, scheme);
  expect(burn(feature({ class: 20 }))).toEqual({ ...plain, classIndex: 1 });
  expect(burn(feature({ class: "road" }))).toEqual({ ...plain, classIndex: 2 });
  for (const properties of [{}, { class: null }, { class: "sea" }, { class: "__proto__" }])
    expect(burn(feature(properties))).toBeNull();
});

test("a table gives class names, null ignores, and the rest becomes what is said", () => {
  const burn = burnRule(
    { property: "use", classes: { forest: "tree", unsure: null }, otherwise: "other" },
    scheme,
  );
  expect(["forest", "unsure", "tree"].map((use) => burn(feature({ use }))?.classIndex)).toEqual([1, 255, 0]);
  expect(burnRule({ otherwise: "road" }, scheme)(feature({}))).toEqual({ ...plain, classIndex: 2 });
});

test("widths are numbers or come from a property, as orders do", () => {
  expect(burnRule({ otherwise: "road", width: 6 }, scheme)(feature({}))?.widthMetres).toBe(6);
  const burn = burnRule({ otherwise: "road", width: "wide", orderProperty: "layer" }, scheme);
  expect(burn(feature({ wide: "4.5 m", layer: "2" }))).toEqual({ classIndex: 2, widthMetres: 4.5, order: 2 });
  for (const wide of ["narrow", 0, -3, undefined])
    expect(burn(feature({ wide, layer: "top" }))).toEqual({ ...plain, classIndex: 2 });
});

test("unknown classes and options that tell nothing are refused", () => {
  const refused = (code: string) => expect.objectContaining({ name: "VectorError", code });
  expect(() => burnRule({ property: "use", classes: { wood: "forest" } }, scheme)).toThrow(
    'the rule names class "forest", but class scheme "cover" has "other", "tree", "road"',
  );
  expect(() => burnRule({ otherwise: "forest" }, scheme)).toThrow(refused("SCHEME_MISMATCH"));
  for (const options of [{}, { width: 3 }, { otherwise: "tree", width: 0 }, { property: "" }])
    expect(() => burnRule(options, scheme)).toThrow(refused("OPTIONS_REFUSED"));
});
