import fc from "fast-check";
import { expect, test } from "vitest";
import { schemeOf } from "../test/scheme-of.ts";
import { confusionMatrix } from "./confusion-matrix.ts";
import { mergedConfusion } from "./merged-confusion.ts";

const classIndex = fc.oneof(fc.nat(3), fc.constant(255));
const pairs = fc.array(fc.tuple(classIndex, classIndex), { minLength: 1, maxLength: 60 });
const column = (rows: readonly (readonly [number, number])[], at: 0 | 1) =>
  Uint8Array.from(rows, (row) => row[at]);

test("rows are the reference and columns the prediction", () => {
  const confusion = confusionMatrix(schemeOf(2));
  confusion.update(Uint8Array.of(0, 0, 0, 1), Uint8Array.of(0, 1, 1, 1));
  expect(confusion.toJSON()).toEqual({
    scheme: "made up",
    classes: ["c0", "c1"],
    counts: [
      [1, 2],
      [0, 1],
    ],
    ignored: 0,
  });
});

test("every pixel is counted once or ignored, and the inputs stay as they were", () => {
  fc.assert(
    fc.property(pairs, (rows) => {
      const confusion = confusionMatrix(schemeOf(4));
      const [reference, predicted] = [column(rows, 0), column(rows, 1)];
      confusion.update(reference, predicted);
      expect(confusion.counts.reduce((sum, count) => sum + count, confusion.ignored)).toBe(rows.length);
      expect(reference).toEqual(column(rows, 0));
      expect(predicted).toEqual(column(rows, 1));
    }),
  );
});

test("no ignored pixel changes any count", () => {
  fc.assert(
    fc.property(pairs, fc.nat(3), (rows, other) => {
      const confusion = confusionMatrix(schemeOf(4));
      confusion.update(column(rows, 0), column(rows, 1));
      const changed = confusionMatrix(schemeOf(4));
      changed.update(
        column(rows, 0),
        column(rows, 1).map((index, i) => (rows[i]?.[0] === 255 ? other : index)),
      );
      expect(changed.counts).toEqual(confusion.counts);
    }),
  );
});

test("patches and scenes give the same matrix as everything at once", () => {
  fc.assert(
    fc.property(pairs, pairs, (first, second) => {
      const parts = [first, second].map((rows) => {
        const part = confusionMatrix(schemeOf(4));
        part.update(column(rows, 0), column(rows, 1));
        return part;
      });
      const whole = confusionMatrix(schemeOf(4));
      whole.update(column([...first, ...second], 0), column([...first, ...second], 1));
      expect(mergedConfusion(parts).toJSON()).toEqual(whole.toJSON());
    }),
  );
});

test("merging leaves the parts alone", () => {
  const part = confusionMatrix(schemeOf(2));
  part.update(Uint8Array.of(0, 255), Uint8Array.of(1, 1));
  const merged = mergedConfusion([part]);
  merged.update(Uint8Array.of(1), Uint8Array.of(1));
  expect([...part.counts]).toEqual([0, 1, 0, 0]);
  expect([...merged.counts]).toEqual([0, 1, 0, 1]);
  expect(merged.ignored).toBe(1);
});

test("what cannot be counted is refused, and nothing of it is counted", () => {
  const confusion = confusionMatrix(schemeOf(2));
  expect(() => confusion.update(Uint8Array.of(0), Uint8Array.of(0, 1))).toThrowErrorMatchingInlineSnapshot(
    `[MetricsError: reference holds 1 pixels, but prediction holds 2; give the same window of both]`,
  );
  expect(() => confusion.update(Uint8Array.of(0, 7), Uint8Array.of(0, 1))).toThrowErrorMatchingInlineSnapshot(
    `[MetricsError: reference holds class index 7 at pixel 1, but class scheme "made up" has indices 0 to 1 (and 255 = ignored); decode class values first]`,
  );
  expect(() => confusion.update(Uint8Array.of(0, 1), Uint8Array.of(0, 2))).toThrowErrorMatchingInlineSnapshot(
    `[MetricsError: prediction holds class index 2 at pixel 1, but class scheme "made up" has indices 0 to 1 (and 255 = ignored); decode class values first]`,
  );
  expect(() => confusion.merge(confusionMatrix(schemeOf(3)))).toThrowErrorMatchingInlineSnapshot(
    `[MetricsError: the matrix counts the classes c0, c1, but the one to add counts c0, c1, c2; merge matrices of one scheme]`,
  );
  expect(() => mergedConfusion([])).toThrowErrorMatchingInlineSnapshot(
    `[MetricsError: 0 confusion matrices were given to merge, but at least 1 was expected; count a scene first]`,
  );
  expect([...confusion.counts]).toEqual([0, 0, 0, 0]);
});
