import { expect, test } from "vitest";
import { labelSource } from "./label-sources.ts";
import { parseCrosswalk } from "./parse-crosswalk.ts";

const from = {
  name: "mine",
  classes: [
    { value: 10, name: "Lake" },
    { value: 20, name: "Wood" },
    { value: 30, name: "Cloud" },
  ],
};
const to = labelSource("dynamic-world").scheme;
const parse = (text: string) => parseCrosswalk(text, { name: "m.yaml", from, to });

test("a line for each class, by code or name", () => {
  expect(parse("lake: Water\n20: 1\nCloud: null").pairs).toEqual([
    { from: 10, to: 0, kind: "decided" },
    { from: 20, to: 1, kind: "decided" },
    { from: 30, to: null, kind: "decided" },
  ]);
  expect(parse('{"10": 0, "20": "TREES", "30": null}').lossy).toEqual([]);
});

test("pairs with kinds and notes", () => {
  const walk = parse(
    "pairs:\n- { from: Lake, to: water, kind: narrower }\n- { from: 20, to: 5, kind: ambiguous, note: young trees }\n- { from: 30, to: null, kind: none }",
  );
  expect(walk.ambiguous).toEqual([20]);
  expect(walk.pairs[1]).toEqual({ from: 20, to: 5, kind: "ambiguous", note: "young trees" });
});

test("what does not fit is refused by the class, with the nearest name", () => {
  expect(() => parse("Lake: Water\nWod: Trees\nCloud: null")).toThrowErrorMatchingInlineSnapshot(
    `[LabelSourceError: "m.yaml" cannot be used: it names class "Wod", which scheme "mine" does not have; did you mean "Wood"?]`,
  );
  expect(() => parse("Lake: Watr\nWood: Trees\nCloud: null")).toThrow(
    /becomes "Watr", which .* did you mean "Water"/,
  );
  expect(() => parse("Lake: Water\nCloud: null")).toThrow(/class 20 "Wood" .* listed 0 times/);
  expect(() => parse("Lake: Water\n10: Water\nWood: Trees\nCloud: null")).toThrow(/listed 2 times/);
  expect(() => parse("Lake: [1]")).toThrow(/key "Lake"/);
  expect(() => parse("pairs:\n- { from: Lake }")).toThrow(/key "pairs.0.to"/);
  expect(() => parse("pairs:\n- { from: Lake, to: 0, kind: same }")).toThrow(/key "pairs.0.kind"/);
  expect(() => parse("- 1")).toThrow(/write one line for each class/);
  expect(() => parse("")).toThrow(/write one line for each class/);
  expect(() => parse("a: [")).toThrow(/no YAML/);
});
