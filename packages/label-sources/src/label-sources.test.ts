import { classScheme } from "@undercoat/raster";
import { describe, expect, test } from "vitest";
import { labelSource, labelSources } from "./label-sources.ts";

describe.each(labelSources())("$id", (source) => {
  const readFor = new Set(source.citations.flatMap(({ readFor: what }) => what));

  test("its scheme can be used, its colours are colours", () => {
    expect(() => classScheme(source.scheme)).not.toThrow();
    for (const { colorHint = "000000" } of source.scheme.classes) expect(colorHint).toMatch(/^[0-9a-f]{6}$/);
    for (const code of source.nodataValues)
      expect(source.scheme.classes.map(({ value }) => value)).not.toContain(code);
  });

  test("everything that it says was read somewhere, and what was not is said", () => {
    expect(readFor.has("codes") && readFor.has("names")).toBe(true);
    if (source.scheme.classes.some(({ colorHint }) => colorHint !== undefined))
      expect(readFor.has("colours")).toBe(true);
    else expect(source.gaps.join(" ")).toMatch(/No colours were read/);
    const gaps = source.gaps.join(" ");
    const known = [
      ["licence", source.licence, /licence was not read/],
      ["attribution", source.attribution, /attribution was not read/],
      ["citation", source.citeAs, /citation .* was not read/],
      ["resolution", source.resolutionMetres, /pixel size was not read/],
      ["epoch", source.epoch, /years .* were not read/],
      ["nodata", source.nodataValues[0] ?? null, /No nodata code was read/],
    ] as const;
    for (const [what, value, gap] of known) {
      if (value !== null) expect(readFor.has(what), what).toBe(true);
      else expect(gaps).toMatch(gap);
    }
    for (const { where } of source.citations) expect(where).toMatch(/^https:\/\/\S+$|^chesapeake_mini\//);
  });
});

test("an unknown id names the nearest", () => {
  expect(() => labelSource("worldcover")).toThrowErrorMatchingInlineSnapshot(
    `[LabelSourceError: label source "worldcover" is not known, expected one of dynamic-world, esa-worldcover, esri-land-cover, io-lulc, modis-igbp, dfc2020, cgls-lc100, cci-land-cover, glc-fcs30d, corine, corine-grid, osm-landuse-13, landcover-ai, nlcd, nalcms-2020, lcmap, chesapeake-lc, chesapeake-lc-7, chesapeake-lc-13, chesapeake-4, nyc-land-cover; did you mean "esa-worldcover"?]`,
  );
  expect(() => labelSource("qqq")).toThrow(/describe your own as YAML$/);
});

test("ids are used once, and name the scheme", () => {
  const ids = labelSources().map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { id, scheme } of labelSources()) expect(scheme.name).toBe(id);
});
