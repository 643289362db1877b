import { labelMap } from "@undercoat/raster";
import { describe, expect, test } from "vitest";
import { applyCrosswalk } from "./apply-crosswalk.ts";
import { composeCrosswalks } from "./compose-crosswalks.ts";
import { crosswalk, crosswalkOf, knownCrosswalks } from "./crosswalk.ts";
import { labelSource, labelSources } from "./label-sources.ts";

describe.each(knownCrosswalks())("%s to %s", (from, to) => {
  const walk = crosswalk(from, to);

  test("lists every class once, goes to classes that there are, and says why where it is not sure", () => {
    expect(walk.pairs.map((pair) => pair.from)).toEqual(
      labelSource(from).scheme.classes.map(({ value }) => value),
    );
    const targets = labelSource(to).scheme.classes.map(({ value }) => value);
    for (const { to: value } of walk.pairs) expect([null, ...targets]).toContain(value);
    for (const { kind, to: value, note } of walk.pairs) {
      expect(kind === "none").toBe(value === null);
      if (["ambiguous", "none", "broader"].includes(kind)) expect(note?.length).toBeGreaterThan(5);
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
    `[LabelSourceError: the labels hold classes whose counterpart is not sure: 21 "Developed, Open Space" (developed open space is mostly lawn: field, as in the sample; up to 20 % of it is sealed); decide with ambiguous: "map" or "ignore", or for each one with decide]`,
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
  expect(() => crosswalk("nlcd", "corine")).toThrowErrorMatchingInlineSnapshot(
    `[LabelSourceError: there is no crosswalk from "nlcd" to "corine", but there are from "nlcd" to dynamic-world, esa-worldcover, chesapeake-4, chesapeake-lc, lcmap, and to "corine" from corine-grid; map the classes by name]`,
  );
  expect(() => crosswalk("modis-igbp", "osm-landuse-13")).toThrow(/map the classes by name$/);
  expect(() => crosswalk("corine-grid", "osm-landuse-13")).not.toThrow();
  expect(() => crosswalk("chesapeake-lc-13", "chesapeake-lc")).toThrow(/by way of "chesapeake-lc-7"/);
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
  expect(() => crosswalkOf(two, two, [pair, { from: 1, to: null, kind: "ambiguous" }])).toThrow(
    /of kind "ambiguous" and becomes nothing/,
  );
  expect(() => crosswalkOf(two, two, [pair, { from: 1, to: 1, kind: "none" }])).toThrow(/becomes 1; only/);
  expect(() => crosswalkOf(two, two, [pair, { ...pair, from: 1 }, { ...pair, from: 5 }])).toThrow(
    /value 5 is listed/,
  );
  expect(() =>
    applyCrosswalk(labelMap({ width: 1, height: 1, scheme: two, data: Uint8Array.of(0) }), walk),
  ).toThrow(/starts from "nlcd"/);
});

test("no pair of products is listed twice, and all but one reach Dynamic World and WorldCover", () => {
  const known = knownCrosswalks().map(([from, to]) => `${from} ${to}`);
  expect(new Set(known).size).toBe(known.length);
  for (const to of ["dynamic-world", "esa-worldcover"])
    expect(knownCrosswalks().filter(([, target]) => target === to)).toHaveLength(labelSources().length - 1);
});

test("DFC2020 becomes Dynamic World as in CromSS, IGBP becomes DFC2020 as in the baseline of the contest", () => {
  const becomes = (from: string, to: string) =>
    new Map(crosswalk(from, to).pairs.map((pair) => [pair.from, pair.to]));
  const dfc = becomes("dfc2020", "dynamic-world");
  expect([1, 2, 4, 5, 6, 7, 9, 10].map((id) => dfc.get(id))).toEqual([1, 5, 2, 3, 4, 6, 7, 0]);
  const igbp = becomes("modis-igbp", "dfc2020");
  expect(Array.from({ length: 17 }, (_, index) => igbp.get(index + 1))).toEqual([
    1, 1, 1, 1, 1, 2, 2, 3, 3, 4, 5, 6, 7, 6, 8, 9, 10,
  ]);
});

test("the two numberings of CORINE are one", () => {
  const there = crosswalk("corine-grid", "corine");
  const names = (id: string) => labelSource(id).scheme.classes.map(({ name }) => name);
  expect(names("corine-grid")).toEqual(names("corine"));
  expect(there.pairs.at(0)).toMatchObject({ from: 1, to: 111 });
  expect(there.pairs.at(-1)).toMatchObject({ from: 44, to: 523 });
  const direct = crosswalk("corine-grid", "dynamic-world");
  expect(direct.pairs).toEqual(
    composeCrosswalks(there, crosswalk("corine", "dynamic-world")).pairs.map((pair) => ({
      ...pair,
      ...(pair.note === undefined ? {} : { note: pair.note.replace(/^by way of ".*?": /, "") }),
    })),
  );
});
