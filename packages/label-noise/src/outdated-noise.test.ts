import { createRng } from "@undercoat/random";
import { labelMap, raster } from "@undercoat/raster";
import { expect, test } from "vitest";
import { village } from "../test/village.ts";
import { outdatedNoise } from "./outdated-noise.ts";
import { ruleMadeNoise } from "./rule-made-noise.ts";

const labels = village();
/** Half of the houses were not there yet, and a pond was. */
const before = village((x, y) => (x > 100 && x < 180 ? 0 : x > 190 && y < 20 ? 3 : null));

test("regions that changed keep their earlier classes, all or those of new objects", () => {
  const all = outdatedNoise({ earlier: "2015" }).apply(labels, createRng(0), {
    otherLabels: { "2015": before },
  });
  expect(all.labels.data).toEqual(before.data);
  const fresh = outdatedNoise({ earlier: "2015", changes: "new" }).apply(labels, createRng(0), {
    otherLabels: { "2015": before },
  });
  expect(fresh.report.objects[1]).toMatchObject({ clean: 80, lost: 32, added: 0, moved: 0 });
  expect(fresh.labels.data).not.toContain(3);
});

test("a share of the regions was updated, each as a whole", () => {
  const noise = outdatedNoise({ earlier: "2015", probability: 0.5, changes: "new" });
  const { report } = noise.apply(labels, createRng(4), { otherLabels: { "2015": before } });
  const { regions, taken } = report.facts as Record<string, number>;
  expect(regions).toBe(32);
  expect(Math.abs(taken! - 16)).toBeLessThan(4 * Math.sqrt(32 * 0.25));
  expect(report.objects[1]).toMatchObject({ lost: taken, moved: 0 });
});

test("what is missing or does not fit is named", () => {
  const noise = outdatedNoise({ earlier: "2015" });
  const small = labelMap({ ...labels, width: 1, height: 1, data: Uint8Array.of(0) });
  const other = { name: "other", classes: [{ value: 0, name: "all" }] };
  const given = (otherLabels: Parameters<typeof noise.apply>[2]) => () =>
    noise.apply(labels, createRng(0), otherLabels);
  expect(given({})).toThrowErrorMatchingInlineSnapshot(
    `[LabelNoiseError: outdated takes "2015" as earlier, but no other labels were given; pass them to apply as otherLabels]`,
  );
  expect(given({ otherLabels: { "2016": before } })).toThrowErrorMatchingInlineSnapshot(
    `[LabelNoiseError: outdated takes "2015" as earlier, but the other labels are 2016; pass them to apply as otherLabels]`,
  );
  expect(given({ otherLabels: { "2015": small } })).toThrowErrorMatchingInlineSnapshot(
    `[LabelNoiseError: outdated: "2015" is 1×1, but the labels are 200×160; resample it to their grid]`,
  );
  const recoded = labelMap({ ...labels, scheme: other, data: new Uint8Array(labels.data.length) });
  expect(given({ otherLabels: { "2015": recoded } })).toThrowErrorMatchingInlineSnapshot(
    `[LabelNoiseError: outdated: "2015" has the classes all, but the labels have ground, building, road, water; remap it to their scheme]`,
  );
});

test("rules on the bands of the image take the place of labels, where they say something", () => {
  const heights = Float32Array.from(labels.data, (index, pixel) =>
    index === 1 && pixel % 200 < 100 ? 6 : 0,
  );
  const image = raster({ width: 200, height: 160, bands: [{ name: "height" }], data: heights });
  const rules = [
    { class: "building", where: [{ band: "height", min: 3 }] },
    { class: "ground", where: [{ band: "height", max: 3 }] },
  ];
  const { labels: made, report } = ruleMadeNoise({ rules }).apply(labels, createRng(0), { image });
  expect(made.data).toEqual(labels.data.map((index, pixel) => (pixel % 200 < 100 ? index : 0)));
  expect(report.facts).toEqual({ regions: 40, taken: 40 });
  const only = ruleMadeNoise({ rules: rules.slice(0, 1) }).apply(labels, createRng(0), { image });
  expect(only.labels.data).toEqual(labels.data);
  expect(() => ruleMadeNoise({ rules }).apply(labels, createRng(0))).toThrowErrorMatchingInlineSnapshot(
    `[LabelNoiseError: rule-made has rules on the bands of an image, but no image was given; pass it to apply as image]`,
  );
  expect(() => ruleMadeNoise({ rules, from: "x" })).toThrow(
    "give either from or rules, but from and rules are given",
  );
});
