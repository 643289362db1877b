import fc from "fast-check";
import { expect, test } from "vitest";
import { anyLabels, threeClasses } from "../test/arbitraries.ts";
import { labelMap } from "./label-map.ts";
import { classMapping, remapClasses } from "./remap-classes.ts";

const colours = {
  name: "colours",
  classes: [
    { value: 1, name: "blue" },
    { value: 2, name: "green" },
  ],
};

test("every pixel gets the class of its class; ignored pixels stay ignored; place and input stay", () => {
  fc.assert(
    fc.property(
      anyLabels,
      fc.array(fc.constantFrom(0, 1, 255), { minLength: 3, maxLength: 3 }),
      (labels, mapping) => {
        const before = labels.data.slice();
        const { data, ...rest } = remapClasses(labels, { scheme: colours, mapping });
        expect([...data]).toEqual([...labels.data].map((index) => mapping[index] ?? 255));
        expect(rest).toMatchObject({
          width: labels.width,
          geotransform: labels.geotransform,
          scheme: colours,
        });
        expect(labels.data).toEqual(before);
      },
    ),
  );
});

test("a mapping onto the same classes changes nothing, and a permutation is undone by its inverse", () => {
  fc.assert(
    fc.property(anyLabels, fc.shuffledSubarray([0, 1, 2], { minLength: 3 }), (labels, order) => {
      const inverse = [0, 1, 2].map((index) => order.indexOf(index));
      const there = remapClasses(labels, { scheme: threeClasses, mapping: order });
      expect(remapClasses(there, { scheme: threeClasses, mapping: inverse }).data).toEqual(labels.data);
      expect(remapClasses(labels, { scheme: threeClasses, mapping: [0, 1, 2] }).data).toEqual(labels.data);
    }),
  );
});

test("names make the mapping, and null ignores", () => {
  const mapping = classMapping(threeClasses, colours, { built: null, water: "blue", forest: "green" });
  expect([...mapping]).toEqual([0, 1, 255]);
});

test("a class without a target is named, and so is a target that does not exist", () => {
  const labels = labelMap({ width: 1, height: 1, scheme: threeClasses, data: Uint8Array.of(0) });
  const remap = (mapping: readonly number[]) => () => remapClasses(labels, { scheme: colours, mapping });
  expect(remap([0])).toThrowErrorMatchingInlineSnapshot(
    `[RasterError: mapping says nothing about "forest", "built" of class scheme "land cover"; give every class of the source one class of the target, or ignore it]`,
  );
  expect(remap([0, 1, 2])).toThrowErrorMatchingInlineSnapshot(
    `[RasterError: mapping maps "built" to class index 2, but class scheme "colours" has indices 0 to 1 (and 255 = ignored); give every class of the source one class of the target, or ignore it]`,
  );
  expect(remap([0, 1, 0, 0])).toThrowErrorMatchingInlineSnapshot(
    `[RasterError: mapping has 4 entries, but class scheme "land cover" has 3 classes; give every class of the source one class of the target, or ignore it]`,
  );
  expect(remap([0, Number.NaN, -1])).toThrow(/maps "forest" to class index NaN/);
});

test("names that are missing, unknown or inherited are refused", () => {
  const make = (names: Record<string, string | null>) => () => classMapping(threeClasses, colours, names);
  expect(make({ water: "blue" })).toThrowErrorMatchingInlineSnapshot(
    `[RasterError: mapping says nothing about "forest", "built" of class scheme "land cover"; give every class of the source one class of the target, or ignore it]`,
  );
  expect(make({ water: "blue", forest: null, built: null, toString: null })).toThrow(/names "toString"/);
  expect(make({ water: "red", forest: null, built: null })).toThrowErrorMatchingInlineSnapshot(
    `[RasterError: mapping maps "water" to "red", which class scheme "colours" does not have; give every class of the source one class of the target, or ignore it]`,
  );
});
