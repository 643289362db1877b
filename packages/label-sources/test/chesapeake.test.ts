import { readFileSync } from "node:fs";
import { join } from "node:path";
import { decodeLabels } from "@undercoat/raster";
import { describeShared } from "@undercoat/test-utils";
import { expect, test } from "vitest";
import { applyCrosswalk, crosswalk, labelSource } from "../src/index.ts";

/** Counts of classes and the confusion of the derived maps, as the sample tells them. */
interface Facts {
  readonly size: readonly [number, number];
  readonly lc: Readonly<Record<string, number>>;
  readonly nlcd: Readonly<Record<string, number>>;
  readonly lc4: Readonly<Record<string, number>>;
  readonly nlcd4: Readonly<Record<string, number>>;
}

describeShared("the four classes of chesapeake_mini", ["data", "chesapeake_mini"], (folder) => {
  const facts: Facts = JSON.parse(readFileSync(join(folder, "facts.json"), "utf8"));

  test.each([
    ["chesapeake-lc", "lc", "lc4"],
    ["nlcd", "nlcd", "nlcd4"],
  ] as const)("%s counts as the derived map does", (id, before, after) => {
    const { scheme } = labelSource(id);
    const values = Object.entries(facts[before]).flatMap(([value, count]) =>
      new Array<number>(count).fill(Number(value)),
    );
    const [width, height] = facts.size;
    const coded = {
      kind: "coded-raster",
      width,
      height,
      geotransform: null,
      crs: { kind: "unknown" },
      data: Uint8Array.from(values),
      validity: null,
    } as const;
    const { labels } = applyCrosswalk(decodeLabels(coded, scheme), crosswalk(id, "chesapeake-4"), {
      ambiguous: "map",
    });
    const counted = labels.scheme.classes.map(({ value }, index) => [
      String(value),
      labels.data.filter((each) => each === index).length,
    ]);
    expect(Object.fromEntries(counted)).toEqual(facts[after]);
  });
});
