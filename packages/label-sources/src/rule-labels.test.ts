import { raster } from "@undercoat/raster";
import { expect, test } from "vitest";
import { ruleLabels } from "./rule-labels.ts";

const scheme = {
  name: "cover",
  classes: [
    { value: 0, name: "bare" },
    { value: 1, name: "grass" },
    { value: 2, name: "trees" },
  ],
};
const bands = [{ name: "red" }, { name: "nir" }, { name: "height" }];
// NDVI 0.5 high, NDVI 0.5 low, NDVI 0, 0/0, not valid
const data = Float32Array.of(1, 3, 9, 1, 3, 0, 2, 2, 0, 0, 0, 0, 1, 3, 9);
const image = raster({ width: 5, height: 1, bands, data, validity: Uint8Array.of(1, 1, 1, 1, 0) });
const ndvi = { normalisedDifference: ["nir", "red"] as [string, string] };
const rules = [
  {
    class: "trees",
    where: [
      { ...ndvi, min: 0.3 },
      { band: "height", min: 2 },
    ],
  },
  { class: "grass", where: [{ ...ndvi, min: 0.3 }] },
  { class: "bare", where: [{ ...ndvi, max: 0.3 }] },
];

test("the first rule that fits decides; 0 / 0 and pixels that are not valid are ignored", () => {
  const { labels, report } = ruleLabels(image, scheme, { rules });
  expect([...labels.data]).toEqual([2, 1, 0, 255, 255]);
  expect(report).toEqual({
    rules: [
      { name: "trees", class: "trees", pixels: 1, overruled: 0 },
      { name: "grass", class: "grass", pixels: 1, overruled: 1 },
      { name: "bare", class: "bare", pixels: 1, overruled: 0 },
    ],
    unlabelled: 1,
  });
});

test("wrong names and rules are refused", () => {
  const one =
    (where: object, name = "bare") =>
    () =>
      ruleLabels(image, scheme, { rules: [{ class: name, where: [where] }] });
  expect(one({ band: "blue", min: 0 })).toThrowErrorMatchingInlineSnapshot(
    `[LabelSourceError: a rule looks at band "blue", but the image has "red", "nir", "height"; name one of these]`,
  );
  expect(one({ band: "red", min: 0 }, "snow")).toThrow(/makes class "snow"/);
  expect(one({ band: "red" })).toThrowErrorMatchingInlineSnapshot(
    `[LabelSourceError: rules: key "rules.0.where.0": give min, max or both; see RuleLabelsOptions]`,
  );
  expect(one({ min: 1 })).toThrow(/give exactly one of/);
  expect(one({ band: "red", min: 2, max: 2 })).toThrow(/min must be below max/);
  expect(one({ index: "ndwi", min: 0 })).toThrow(/looks at band "green"/);
  expect(one({ difference: ["red", "dtm"], min: 0 })).toThrow(/looks at band "dtm"/);
  expect(one({ roughness: { band: "dsm" }, min: 0 })).toThrow(/looks at band "dsm"/);
  expect(one({ roughness: { band: "red", radius: 0 }, min: 0 })).toThrow(/roughness.radius/);
  expect(one({ band: "red", ...ndvi, min: 1 })).toThrow(
    /give exactly one of band, difference, normalisedDifference, index, roughness/,
  );
});

test("the higher priority decides, whatever the order; rules are told by their names", () => {
  const high = { band: "height", min: 2 };
  const { labels, report } = ruleLabels(image, scheme, {
    rules: [
      { name: "green", class: "grass", where: [{ index: "ndvi", min: 0.3 }] },
      { name: "high and green", class: "trees", where: [{ index: "ndvi", min: 0.3 }, high], priority: 1 },
    ],
  });
  expect([...labels.data]).toEqual([2, 1, 255, 255, 255]);
  expect(report).toEqual({
    rules: [
      { name: "green", class: "grass", pixels: 1, overruled: 1 },
      { name: "high and green", class: "trees", pixels: 1, overruled: 0 },
    ],
    unlabelled: 2,
  });
});

test("indices are normalised differences of bands by any name; heights are differences", () => {
  const names = ["B3", "B4", "B8", "B11", "dsm", "dtm"];
  const made = raster({
    width: 3,
    height: 1,
    bands: names.map((name) => ({ name })),
    data: Float32Array.of(8, 4, 2, 1, 10, 10, 2, 2, 6, 5, 18, 10, 3, 4, 5, 6, 11, 10),
  });
  const bands = { green: "B3", red: "B4", nir: "B8", swir1: "B11" };
  const fits = (where: object[]) => {
    const { labels } = ruleLabels(made, scheme, { rules: [{ class: "bare", where } as never], bands });
    return [...labels.data].map((index) => index === 0);
  };
  expect(fits([{ index: "ndwi", min: 0.6 }])).toEqual([true, false, false]); // (8 - 2) / 10, (2 - 6) / 8, (3 - 5) / 8
  expect(fits([{ index: "mndwi", min: 0.7, max: 0.8 }])).toEqual([true, false, false]); // (8 - 1) / 9
  expect(fits([{ index: "ndvi", min: 0.5 }])).toEqual([false, true, false]); // (6 - 2) / 8
  expect(fits([{ difference: ["dsm", "dtm"], min: 1 }])).toEqual([false, true, true]);
  expect(fits([{ difference: ["dsm", "dtm"], min: 1, max: 8 }])).toEqual([false, false, true]);
});
