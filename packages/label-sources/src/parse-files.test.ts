import { expect, test } from "vitest";
import { parseLabelSource, parseOsmRules, parseScheme } from "./parse-files.ts";

test("a scheme from YAML", () => {
  expect(
    parseScheme(
      "name: mine\nclasses: [{ value: 0, name: other }, { value: 7, name: road, colorHint: FF0000 }]",
      "m.yaml",
    ),
  ).toEqual({
    name: "mine",
    classes: [
      { value: 0, name: "other" },
      { value: 7, name: "road", colorHint: "FF0000" },
    ],
  });
});

test("what cannot be used is refused by its key", () => {
  const refusal = (text: string) => () => parseScheme(text, "m.yaml");
  expect(refusal("name: [")).toThrow(/no YAML/);
  expect(refusal("name: mine")).toThrowErrorMatchingInlineSnapshot(
    `[LabelSourceError: "m.yaml" cannot be used: key "classes": Invalid input: expected array, received undefined; write name and classes, each with value and name]`,
  );
  expect(refusal("name: mine\nclasses: [{ value: 0, name: a, color: x }]")).toThrow(/"color"/);
  expect(refusal("name: mine\nclasses: [{ value: 0, name: a }, { value: 0, name: b }]")).toThrow(
    /uses the value 0 twice/,
  );
  expect(() =>
    parseOsmRules(
      "name: x\nclasses: [{value: 0, name: a}]\nrules: [{class: b, key: k, values: '*'}]",
      "r.yaml",
    ),
  ).toThrow(/makes the class "b"/);
});

test("a product of one's own says what it does not know", () => {
  const { scheme, ...mine } = parseLabelSource(
    "name: mine\ntitle: My map\nclasses: [{ value: 1, name: road }]\nnodataValues: [0, 255]\nlicence: CC0-1.0\nresolutionMetres: 2",
    "m.yaml",
  );
  expect(scheme.classes).toEqual([{ value: 1, name: "road" }]);
  expect(mine).toEqual({
    id: "mine",
    title: "My map",
    nodataValues: [0, 255],
    licence: "CC0-1.0",
    attribution: null,
    citeAs: null,
    resolutionMetres: 2,
    epoch: null,
    citations: [],
    gaps: [
      '"m.yaml" does not say its attribution.',
      '"m.yaml" does not say its citeAs.',
      '"m.yaml" does not say its epoch.',
    ],
  });
  expect(() =>
    parseLabelSource("name: mine\nclasses: [{ value: 1, name: road }]\nnodataValues: [1]", "m.yaml"),
  ).toThrow(/1 is a class and stands under nodataValues/);
});

test("rules whose background is none of their classes are refused", () => {
  expect(() =>
    parseOsmRules(
      "name: x\nclasses: [{value: 0, name: a}]\nbackground: b\nrules: [{class: a, key: k, values: '*'}]",
      "r.yaml",
    ),
  ).toThrow(/makes the class "b"/);
});
