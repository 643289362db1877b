import { expect, test } from "vitest";
import { schemeOf } from "../test/scheme-of.ts";
import {
  areaErrorPerClass,
  classesAt,
  confusionMatrix,
  groupedConfusion,
  meanIou,
  microIou,
  overallAccuracy,
} from "./index.ts";

test("scenes stay apart, are pooled, and weigh the same in their mean", () => {
  const scenes = groupedConfusion(schemeOf(2));
  scenes.update("large", { reference: Uint8Array.of(0, 0, 0, 1), predicted: Uint8Array.of(0, 0, 0, 0) });
  scenes.update("small", { reference: Uint8Array.of(1), predicted: Uint8Array.of(1) });
  scenes.update("ignored", { reference: Uint8Array.of(255), predicted: Uint8Array.of(1) });
  scenes.update("small", { reference: Uint8Array.of(0), predicted: Uint8Array.of(0) });
  expect(overallAccuracy(scenes.pooled())).toBe(5 / 6);
  expect(scenes.meanOverGroups(overallAccuracy)).toEqual({
    value: (3 / 4 + 1) / 2,
    byGroup: { large: 3 / 4, small: 1, ignored: null },
    undefinedGroups: ["ignored"],
  });
});

test("pixels go to their stratum, and those in none are left out", () => {
  const strata = groupedConfusion(schemeOf(2));
  strata.updateStrata(
    {
      reference: Uint8Array.of(0, 1, 1, 0),
      predicted: Uint8Array.of(0, 1, 0, 1),
      strata: Uint8Array.of(1, 0, 0, 255),
    },
    ["city", "field"],
  );
  expect([...strata.groups].map(([name, { counts }]) => [name, ...counts])).toEqual([
    ["field", 1, 0, 0, 0],
    ["city", 0, 0, 1, 1],
  ]);
  expect(() =>
    strata.updateStrata(
      { reference: Uint8Array.of(0), predicted: Uint8Array.of(0), strata: Uint8Array.of(2) },
      ["a", "b"],
    ),
  ).toThrowErrorMatchingInlineSnapshot(
    `[MetricsError: strata hold 2, but 2 names were given (0 to 1, and 255 = left out); name every stratum]`,
  );
  expect(() => groupedConfusion(schemeOf(2)).pooled()).toThrowErrorMatchingInlineSnapshot(
    `[MetricsError: 0 confusion matrices were given to merge, but at least 1 was expected; count a scene first]`,
  );
});

test("micro IoU counts pixels, the mean counts classes", () => {
  const confusion = confusionMatrix(schemeOf(3));
  confusion.update(Uint8Array.of(0, 0, 0, 0, 1), Uint8Array.of(0, 0, 0, 0, 0));
  expect(microIou(confusion)).toBe(4 / 6);
  expect(meanIou(confusion)).toEqual({ value: (4 / 5 + 0) / 2, absentClasses: ["c2"] });
  expect(microIou(confusionMatrix(schemeOf(2)))).toBeNull();
});

test("area errors in hectares; null where the reference has nothing to compare with", () => {
  const confusion = confusionMatrix(schemeOf(2));
  confusion.update(Uint8Array.of(0, 0, 0, 255), Uint8Array.of(0, 1, 1, 1));
  expect(areaErrorPerClass(confusion, { pixelHectares: 0.5 })).toEqual([
    {
      className: "c0",
      referenceHectares: 1.5,
      predictedHectares: 0.5,
      errorHectares: -1,
      relativeError: -2 / 3,
    },
    { className: "c1", referenceHectares: 0, predictedHectares: 1, errorHectares: 1, relativeError: null },
  ]);
  expect(() => areaErrorPerClass(confusion, { pixelHectares: 0 })).toThrowErrorMatchingInlineSnapshot(
    `[MetricsError: pixelHectares is 0, but a positive number was expected; leave it out for the default]`,
  );
});

test("sparse labels are compared where they lie", () => {
  const predicted = { data: Uint8Array.of(0, 1, 2, 255) };
  expect([...classesAt(predicted, [3, 1, 1])]).toEqual([255, 1, 1]);
  expect(() => classesAt(predicted, [0, 4])).toThrowErrorMatchingInlineSnapshot(
    `[MetricsError: point 1 is at pixel 4, but the map has pixels 0 to 3; leave out points beyond it]`,
  );
  expect(() => classesAt(predicted, [-1])).toThrowErrorMatchingInlineSnapshot(
    `[MetricsError: point 0 is at pixel -1, but the map has pixels 0 to 3; leave out points beyond it]`,
  );
});

test("labelled pixels without a prediction are counted apart from those without a label", () => {
  const confusion = confusionMatrix(schemeOf(2));
  confusion.update(Uint8Array.of(0, 255, 1, 255, 1), Uint8Array.of(255, 255, 1, 0, 255));
  expect([confusion.ignored, confusion.unpredicted]).toEqual([4, 2]);
});
