import { labelMap } from "@undercoat/raster";
import { expect, test } from "vitest";
import { applyCrosswalk } from "./apply-crosswalk.ts";
import { crosswalk } from "./crosswalk.ts";
import { decideCrosswalk } from "./decide-crosswalk.ts";
import { labelSource } from "./label-sources.ts";

const walk = crosswalk("nlcd", "dynamic-world");
const becomes = (decided: typeof walk, value: number) => decided.pairs.find(({ from }) => from === value);

test("decisions by code or name, in any case; the others stay to be decided", () => {
  const decided = decideCrosswalk(walk, { 21: "built", "pasture/hay": 2, "Woody Wetlands": null });
  expect(becomes(decided, 21)).toMatchObject({
    to: 6,
    kind: "decided",
    note: expect.stringMatching(/open space/),
  });
  expect(becomes(decided, 81)).toMatchObject({ to: 2, kind: "decided" });
  expect(becomes(decided, 90)).toMatchObject({ to: null, kind: "decided" });
  expect(decided.ambiguous).toEqual([73, 74]);
  expect(walk.ambiguous).toEqual([21, 73, 74, 81, 90]);
  expect(decideCrosswalk(walk, {})).toEqual(walk);
});

test("what is misspelt, not needed or said twice is refused", () => {
  const refusal = (decisions: Record<string, number | string | null>) => () =>
    decideCrosswalk(walk, decisions);
  expect(refusal({ 21: "buillt" })).toThrowErrorMatchingInlineSnapshot(
    `[LabelSourceError: a decision makes class 21 "Developed, Open Space" "buillt", which scheme "dynamic-world" does not have; did you mean "Built"?]`,
  );
  expect(refusal({ "Pastur/Hay": "grass" })).toThrow(/did you mean "Pasture\/Hay"\?$/);
  expect(refusal({ 25: "built" })).toThrow(
    /is for class "25", which scheme "nlcd" does not have; it has 11 "Open Water"/,
  );
  expect(refusal({ 11: "built" })).toThrowErrorMatchingInlineSnapshot(
    `[LabelSourceError: a decision is for class 11 "Open Water", which is of kind "exact" and needs no decision; only 21, 73, 74, 81, 90 do]`,
  );
  expect(refusal({ 81: "grass", "Pasture/Hay": "crops" })).toThrow(/stands twice/);
  expect(() => decideCrosswalk(crosswalk("esri-land-cover", "io-lulc"), { 1: "Water" })).toThrow(
    /none does$/,
  );
});

test("labels with every ambiguous class decided need no other word", () => {
  const { scheme } = labelSource("nlcd");
  const indexOf = (value: number) => scheme.classes.findIndex((each) => each.value === value);
  const labels = labelMap({
    width: 3,
    height: 1,
    scheme,
    data: Uint8Array.of(indexOf(21), indexOf(81), indexOf(11)),
  });
  expect(() => applyCrosswalk(labels, walk, { decide: { 21: "built" } })).toThrow(/81 "Pasture\/Hay"/);
  const { labels: made, report } = applyCrosswalk(labels, walk, { decide: { 21: "grass", 81: null } });
  expect([...made.data]).toEqual([2, 255, 0]);
  expect(report.ignoredPixels).toBe(1);
  expect(() => applyCrosswalk(labels, walk, { ambiguous: "map", decide: { 22: "built" } })).toThrow(
    /needs no decision/,
  );
});
