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
    if (source.licence !== null) expect(readFor.has("licence")).toBe(true);
    else expect(source.gaps.join(" ")).toMatch(/licence/i);
    if (source.resolutionMetres !== null) expect(readFor.has("resolution")).toBe(true);
    if (source.epoch !== null) expect(readFor.has("epoch")).toBe(true);
    for (const { where } of source.citations) expect(where).toMatch(/^https:\/\/|^chesapeake_mini\//);
  });
});

test("an unknown id names the nearest", () => {
  expect(() => labelSource("worldcover")).toThrowErrorMatchingInlineSnapshot(
    `[LabelSourceError: label source "worldcover" is not known, expected one of dynamic-world, esa-worldcover, nlcd, corine, esri-land-cover, modis-igbp, chesapeake-lc, chesapeake-4; did you mean "esa-worldcover"?]`,
  );
  expect(() => labelSource("qqq")).toThrow(/describe your own as YAML$/);
});
