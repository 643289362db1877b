import { labelMap } from "@undercoat/raster";
import { describe, expect, test } from "vitest";
import { applyCrosswalk, crosswalk, crosswalkOf, knownCrosswalks } from "./crosswalk.ts";
import { labelSource } from "./label-sources.ts";

describe.each(knownCrosswalks())("%s to %s", (from, to) => {
  const walk = crosswalk(from, to);

  test("lists every class once, and says why where it is not sure", () => {
    expect(walk.pairs.map((pair) => pair.from)).toEqual(
      labelSource(from).scheme.classes.map(({ value }) => value),
    );
    for (const { kind, to: value, note } of walk.pairs) {
      expect(kind === "none").toBe(value === null);
      if (kind === "ambiguous" || kind === "none") expect(note?.length).toBeGreaterThan(5);
    }
  });

  test("maps every class without losing a pixel in silence", () => {
    const { scheme } = labelSource(from);
    const count = scheme.classes.length;
    const data = Uint8Array.from({ length: 256 }, (_, pixel) => (pixel % 9 === 0 ? 255 : pixel % count));
    const { labels, report } = applyCrosswalk(labelMap({ width: 16, height: 16, scheme, data }), walk, {
      ambiguous: "map",
    });
    const ignored = (array: Uint8Array) => array.filter((index) => index === 255).length;
    expect(ignored(labels.data) - ignored(data)).toBe(report.ignoredPixels);
    expect(report.pairs.reduce((sum, pair) => sum + pair.pixels, 0)).toBe(256 - ignored(data));
  });
});

const scheme = labelSource("nlcd").scheme;
const indexOf = (value: number) => scheme.classes.findIndex((each) => each.value === value);
const labels = labelMap({
  width: 3,
  height: 1,
  scheme,
  data: Uint8Array.of(indexOf(11), indexOf(21), indexOf(12)),
});
const walk = crosswalk("nlcd", "chesapeake-4");

test("ambiguous classes need a decision", () => {
  expect(() => applyCrosswalk(labels, walk)).toThrowErrorMatchingInlineSnapshot(
    `[LabelSourceError: the labels hold classes whose counterpart is not sure: 21 "Developed, Open Space" (developed open space is mostly lawn: field, as in the sample; up to 20 % of it is sealed); decide with ambiguous: "map" or "ignore"]`,
  );
  expect([...applyCrosswalk(labels, walk, { ambiguous: "map" }).labels.data]).toEqual([0, 2, 255]);
  expect(() => applyCrosswalk(labels, walk, { ambiguous: "igonre" as "ignore" })).toThrow(
    /expected one of refuse/,
  );
  expect([...applyCrosswalk(labels, walk, { ambiguous: "ignore" }).labels.data]).toEqual([0, 255, 255]);
});

test("classes that several become are listed as lossy", () => {
  expect(walk.lossy).toEqual([2, 3, 4]);
  expect(crosswalk("esa-worldcover", "dynamic-world").lossy).toEqual([1, 2]);
});

test("what does not fit is refused", () => {
  expect(() => crosswalk("nlcd", "corine")).toThrow(/there is no crosswalk .* but there are /);
  const two = {
    name: "two",
    classes: [
      { value: 0, name: "a" },
      { value: 1, name: "b" },
    ],
  };
  const pair = { from: 0, to: 1, kind: "exact" } as const;
  expect(() => crosswalkOf(two, two, [pair])).toThrow(/class 1 "b" .* listed 0 times/);
  expect(() => crosswalkOf(two, two, [pair, pair, { ...pair, from: 1 }])).toThrow(/listed 2 times/);
  expect(() => crosswalkOf(two, two, [pair, { from: 1, to: 9, kind: "exact" }])).toThrow(/becomes 9/);
  expect(() => crosswalkOf(two, two, [pair, { ...pair, from: 1 }, { ...pair, from: 5 }])).toThrow(
    /value 5 is listed/,
  );
  expect(() =>
    applyCrosswalk(labelMap({ width: 1, height: 1, scheme: two, data: Uint8Array.of(0) }), walk),
  ).toThrow(/starts from "nlcd"/);
});
