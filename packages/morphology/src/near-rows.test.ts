import fc from "fast-check";
import { expect, test } from "vitest";
import { binaryMap } from "../test/arbitrary-map.ts";
import { nearRoom, nearRows } from "./near-rows.ts";
import { squaredDistance } from "./squared-distance.ts";

const room = nearRoom();

test("rows hold the squared distance up to the reach, and more than the reach elsewhere", () => {
  fc.assert(
    fc.property(binaryMap, fc.double({ min: 0, max: 20, noNaN: true }), (map, reach) => {
      const all = squaredDistance(map) ?? new Float64Array(map.data.length).fill(Number.POSITIVE_INFINITY);
      nearRows(map, {
        reach,
        room,
        visit(row, squared) {
          squared.subarray(0, map.width).forEach((distance, x) => {
            const exact = all[row * map.width + x]!;
            if (exact <= reach * reach) expect(distance).toBe(exact);
            else expect(distance).toBeGreaterThan(reach * reach);
          });
        },
      });
    }),
  );
});

test("a reach that is no distance is refused", () => {
  const map = { width: 1, height: 1, data: Uint8Array.of(1) };
  expect(() => nearRows(map, { reach: -1, visit: () => undefined })).toThrowErrorMatchingInlineSnapshot(
    `[MorphologyError: reach is -1 pixels, but a number from 0 to 65000 was expected; give it in pixels]`,
  );
});
