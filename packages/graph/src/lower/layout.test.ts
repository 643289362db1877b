import fc from "fast-check";
import { expect, test } from "vitest";
import { range, sameNumbers, sizeOf } from "../shapes.ts";
import {
  IMHW,
  inMemory,
  inverse,
  longAxes,
  NCHW,
  OIHW,
  type Order,
  permuted,
  plainOrder,
  samePlaces,
} from "./layout.ts";

interface Case {
  readonly shape: readonly number[];
  readonly order: Order;
  readonly other: Order;
}

const cases: fc.Arbitrary<Case> = fc
  .array(fc.integer({ min: 1, max: 4 }), { maxLength: 5 })
  .chain((shape) => {
    const order = fc.shuffledSubarray(range(shape.length), { minLength: shape.length });
    return fc.record({ shape: fc.constant(shape), order, other: order });
  });

const counted = (shape: readonly number[]) => Float32Array.from(range(sizeOf(shape)));

/** A transposition number by number: where each multi-index lies before and after. */
function naive(data: Float32Array, shape: readonly number[], order: Order): Float32Array {
  const out = new Float32Array(data.length);
  const memory = inMemory(shape, order);
  for (let from = 0; from < data.length; from++) {
    let rest = from;
    const index = shape.map(() => 0);
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      index[axis] = rest % shape[axis]!;
      rest = Math.floor(rest / shape[axis]!);
    }
    const to = order.reduce((place, axis, position) => place * memory[position]! + index[axis]!, 0);
    out[to] = data[from]!;
  }
  return out;
}

test("permuted equals a transposition number by number, and copies", () => {
  fc.assert(
    fc.property(cases, ({ shape, order }) => {
      const data = counted(shape);
      const found = permuted(data, shape, order);
      expect(found).toEqual(naive(data, shape, order));
      expect(found).not.toBe(data);
      expect(data).toEqual(counted(shape));
    }),
  );
});

test("the inverse order brings everything back", () => {
  fc.assert(
    fc.property(cases, ({ shape, order }) => {
      const there = permuted(counted(shape), shape, order);
      expect(permuted(there, inMemory(shape, order), inverse(order))).toEqual(counted(shape));
      expect(order.map((axis) => inverse(order)[axis])).toEqual(plainOrder(shape.length));
    }),
  );
});

test("two orders have the same places exactly where they permute alike", () => {
  fc.assert(
    fc.property(cases, ({ shape, order, other }) => {
      const alike = sameNumbers(
        [...permuted(counted(shape), shape, order)],
        [...permuted(counted(shape), shape, other)],
      );
      expect(samePlaces(order, other, shape)).toBe(alike);
    }),
  );
});

test("integers and truth values keep their type", () => {
  expect(permuted(Int32Array.of(1, 2, 3, 4), [2, 2], [1, 0])).toEqual(Int32Array.of(1, 3, 2, 4));
  expect(permuted(Uint8Array.of(1, 0, 1, 1), [2, 2], [1, 0])).toEqual(Uint8Array.of(1, 1, 0, 1));
});

test("orders of images and kernels", () => {
  expect(inMemory([2, 5, 7, 3], NCHW)).toEqual([2, 3, 5, 7]);
  expect(inMemory([3, 5, 4, 6], OIHW)).toEqual([6, 4, 3, 5]);
  expect(inMemory([3, 5, 4, 2], IMHW)).toEqual([4, 2, 3, 5]);
  expect(longAxes(NCHW, [1, 5, 1, 3])).toEqual([3, 1]);
});
