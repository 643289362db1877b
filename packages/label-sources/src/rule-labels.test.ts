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
      { class: "trees", pixels: 1 },
      { class: "grass", pixels: 1 },
      { class: "bare", pixels: 1 },
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
  expect(one({ band: "red", ...ndvi, min: 1 })).toThrow(/either band or normalisedDifference/);
});
