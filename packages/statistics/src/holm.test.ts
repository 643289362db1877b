import fc from "fast-check";
import { expect, test } from "vitest";
import { holm } from "./holm.ts";

const pValues = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 });

test("the smallest of three is tripled, and none falls below a smaller one", () => {
  expect(holm([0.04, 0.01, 0.03])).toEqual([0.06, 0.03, 0.06]);
});

test("adjusted p-values are at least the given ones, at most 1, and keep the order", () => {
  fc.assert(
    fc.property(pValues, (values) => {
      const before = [...values];
      const adjusted = holm(values);
      expect(values).toEqual(before);
      adjusted.forEach((p, i) => {
        expect(p >= (values[i] ?? 0) && p <= 1).toBe(true);
        adjusted.forEach((q, j) => {
          if ((values[i] ?? 0) < (values[j] ?? 0)) expect(p).toBeLessThanOrEqual(q);
        });
      });
    }),
  );
});

test("a p-value above 1 is refused", () => {
  expect(() => holm([0.5, 1.5])).toThrowErrorMatchingInlineSnapshot(
    `[StatisticsError: p-value 1.5 at position 1 is not from 0 to 1; leave out tests without a p-value]`,
  );
});
