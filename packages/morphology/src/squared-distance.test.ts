import fc from "fast-check";
import { expect, test } from "vitest";
import { binaryMap } from "../test/arbitrary-map.ts";
import type { BinaryMap } from "./binary-map.ts";
import { signedDistance } from "./signed-distance.ts";
import { squaredDistance } from "./squared-distance.ts";

function byComparison({ width, data }: BinaryMap): number[] {
  const inside = [...data.keys()].filter((pixel) => data[pixel] !== 0);
  return [...data.keys()].map((pixel) =>
    Math.min(
      ...inside.map((other) => {
        const dx = (pixel % width) - (other % width);
        const dy = Math.floor(pixel / width) - Math.floor(other / width);
        return dx * dx + dy * dy;
      }),
    ),
  );
}

test("every distance equals the smallest over all inside pixels, or is null where there is none", () => {
  fc.assert(
    fc.property(binaryMap, (map) => {
      const distance = squaredDistance(map);
      if (!map.data.includes(1)) expect(distance).toBe(null);
      else expect([...(distance ?? [])]).toEqual(byComparison(map));
    }),
    { numRuns: 300 },
  );
});

test("a lone pixel in the far corner is found across empty columns", () => {
  const data = new Uint8Array(50 * 3);
  data[149] = 1;
  const distance = squaredDistance({ width: 50, height: 3, data });
  expect(distance?.[0]).toBe(49 ** 2 + 2 ** 2);
});

test("the signed distance has its sign from the map and is at least one pixel", () => {
  fc.assert(
    fc.property(binaryMap, (map) => {
      const signed = signedDistance(map);
      if (signed === null) return;
      signed.forEach((value, pixel) => {
        expect(Math.sign(value)).toBe(map.data[pixel] === 1 ? 1 : -1);
        expect(Math.abs(value)).toBeGreaterThanOrEqual(1);
      });
    }),
  );
});

test("a map whose array does not fit its size is refused", () => {
  const map = { width: 3, height: 2, data: new Uint8Array(5) };
  expect(() => squaredDistance(map)).toThrowErrorMatchingInlineSnapshot(
    `[MorphologyError: map of 3×2 pixels holds 5 values, but 6 were expected; check width and height]`,
  );
});
