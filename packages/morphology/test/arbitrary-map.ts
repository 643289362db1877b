import fc from "fast-check";
import type { BinaryMap } from "../src/index.ts";

/** Binary maps of up to 12 × 12 pixels, some almost empty and some almost full. */
export const binaryMap: fc.Arbitrary<BinaryMap> = fc
  .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 }), fc.constantFrom(0, 1, 5, 9, 10))
  .chain(([width, height, share]) =>
    fc.array(fc.nat(9), { minLength: width * height, maxLength: width * height }).map((digits) => ({
      width,
      height,
      data: Uint8Array.from(digits, (digit) => (digit < share ? 1 : 0)),
    })),
  );
