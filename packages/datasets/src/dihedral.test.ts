import fc from "fast-check";
import { expect, test } from "vitest";
import { dihedral } from "./dihedral.ts";

const square = Uint8Array.of(1, 2, 3, 4);

test.each([
  [0, [1, 2, 3, 4]],
  [1, [2, 1, 4, 3]],
  [2, [3, 4, 1, 2]],
  [3, [4, 3, 2, 1]],
  [4, [1, 3, 2, 4]],
  [5, [2, 4, 1, 3]],
  [6, [3, 1, 4, 2]],
  [7, [4, 2, 3, 1]],
])("operation %i flips columns, then rows, then transposes", (operation, expected) => {
  expect([...dihedral(square, { size: 2, operation })]).toEqual(expected);
});

test("every operation has an inverse among the eight, and keeps the input", () => {
  const inverses = [0, 1, 2, 3, 4, 6, 5, 7];
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 7 }), fc.integer({ min: 1, max: 6 }), (operation, size) => {
      const data = Float32Array.from({ length: size * size * 2 }, (_, i) => i);
      const turned = dihedral(data, { size, operation, channels: 2 });
      expect(dihedral(turned, { size, operation: inverses[operation]!, channels: 2 })).toEqual(data);
      expect(data[1] ?? 1).toBe(1);
    }),
  );
});
