import { expect, test } from "vitest";
import { parseOsmRules, parseScheme } from "./parse-files.ts";

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
