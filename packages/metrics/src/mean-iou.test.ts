import fc from "fast-check";
import { expect, test } from "vitest";
import { schemeOf } from "../test/scheme-of.ts";
import { cohenKappa } from "./cohen-kappa.ts";
import { confusionMatrix } from "./confusion-matrix.ts";
import { f1PerClass } from "./f1-per-class.ts";
import { iouPerClass } from "./iou-per-class.ts";
import { matthewsCorrelation } from "./matthews-correlation.ts";
import { meanIou } from "./mean-iou.ts";
import { overallAccuracy } from "./overall-accuracy.ts";

const maps = fc.array(fc.tuple(fc.nat(2), fc.nat(2)), { minLength: 1, maxLength: 50 });

function counted(rows: readonly (readonly [number, number])[]) {
  const confusion = confusionMatrix(schemeOf(4));
  confusion.update(
    Uint8Array.from(rows, ([index]) => index),
    Uint8Array.from(rows, ([, index]) => index),
  );
  return confusion;
}

test("a class in neither map is named and is not part of the mean", () => {
  const { value, absentClasses } = meanIou(counted([[0, 0]]));
  expect(value).toBe(1);
  expect(absentClasses).toEqual(["c1", "c2", "c3"]);
});

test("without a valid pixel nothing is defined", () => {
  const empty = confusionMatrix(schemeOf(2));
  empty.update(Uint8Array.of(255), Uint8Array.of(0));
  expect(meanIou(empty)).toEqual({ value: null, absentClasses: ["c0", "c1"] });
  expect(overallAccuracy(empty)).toBe(null);
  expect(cohenKappa(empty)).toBe(null);
  expect(matthewsCorrelation(empty)).toBe(null);
});

test("F1 is 2 IoU / (1 + IoU), class by class", () => {
  fc.assert(
    fc.property(maps, (rows) => {
      const confusion = counted(rows);
      const expected = iouPerClass(confusion).map((iou) => (iou === null ? null : (2 * iou) / (1 + iou)));
      f1PerClass(confusion).forEach((value, index) => {
        const wanted = expected[index] ?? null;
        if (wanted === null) expect(value).toBe(null);
        else expect(value).toBeCloseTo(wanted, 12);
      });
    }),
  );
});

test("a map against itself is perfect", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(3), { minLength: 1 }), (indices) => {
      const confusion = counted(indices.map((index) => [index, index] as const));
      expect(meanIou(confusion).value).toBe(1);
      expect(overallAccuracy(confusion)).toBe(1);
    }),
  );
});

test("swapping reference and prediction changes no IoU", () => {
  fc.assert(
    fc.property(maps, (rows) => {
      const swapped = rows.map(([a, b]) => [b, a] as const);
      expect(iouPerClass(counted(swapped))).toEqual(iouPerClass(counted(rows)));
    }),
  );
});
