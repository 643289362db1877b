import fc from "fast-check";
import { expect, test } from "vitest";
import { descendingOrder } from "./descending-order.ts";

test("the order is that of a stable sort", () => {
  const number = fc.oneof(fc.float({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0, 1, 0.5, 1e-40));
  fc.assert(
    fc.property(fc.array(number, { maxLength: 200 }), (numbers) => {
      const values = Float32Array.from(numbers, Math.abs); // no -0, whose bits are those of a large number
      const expected = Array.from(values, (_, index) => index).sort((a, b) => values[b]! - values[a]!);
      expect([...descendingOrder(values)]).toEqual(expected);
    }),
    { seed: 1 },
  );
});
