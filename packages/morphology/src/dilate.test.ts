import fc from "fast-check";
import { expect, test } from "vitest";
import { binaryMap } from "../test/arbitrary-map.ts";
import type { BinaryMap } from "./binary-map.ts";
import { complement } from "./complement.ts";
import { dilate } from "./dilate.ts";
import type { Element } from "./element.ts";
import { erode } from "./erode.ts";
import { footprint } from "./footprint.ts";

const element: fc.Arbitrary<Element> = fc.record({
  shape: fc.constantFrom("disk" as const, "square" as const),
  radius: fc.constantFrom(0, 1, 1.5, 2, 3, 20),
});

/** Whether some pixel under the element is inside. */
function byFootprint({ width, height, data }: BinaryMap, kind: Element): number[] {
  const print = footprint(kind);
  const reach = (print.width - 1) / 2;
  const offsets = [...print.data.keys()].filter((at) => print.data[at] === 1);
  return [...data.keys()].map((pixel) => {
    const hit = offsets.some((at) => {
      const x = (pixel % width) + (at % print.width) - reach;
      const y = Math.floor(pixel / width) + Math.floor(at / print.width) - reach;
      return x >= 0 && y >= 0 && x < width && y < height && data[y * width + x] === 1;
    });
    return hit ? 1 : 0;
  });
}

test("dilation equals sliding the footprint over the map", () => {
  fc.assert(
    fc.property(binaryMap, element, (map, kind) => {
      expect([...dilate(map, kind).data]).toEqual(byFootprint(map, kind));
    }),
  );
});

test("eroding shrinks, dilating grows, and a radius of 0 does nothing; the input stays as it was", () => {
  fc.assert(
    fc.property(binaryMap, element, (map, kind) => {
      const before = map.data.slice();
      const [small, large] = [erode(map, kind).data, dilate(map, kind).data];
      map.data.forEach((value, pixel) => {
        expect((small[pixel] ?? 0) <= value && value <= (large[pixel] ?? 0)).toBe(true);
      });
      if (kind.radius === 0) expect([small, large]).toEqual([before, before]);
      expect(map.data).toEqual(before);
    }),
  );
});

test("eroding the inside is dilating the outside, when what lies beyond is foreground", () => {
  fc.assert(
    fc.property(binaryMap, element, (map, kind) => {
      const eroded = erode(map, kind, { border: "foreground" });
      expect(eroded).toEqual(complement(dilate(complement(map), kind)));
    }),
  );
});

test("an object at the edge shrinks from the edge only if what lies beyond is background", () => {
  const map = { width: 4, height: 1, data: Uint8Array.of(1, 1, 1, 0) };
  const row: Element = { shape: "square", radius: 1 };
  expect([...erode({ ...map, height: 1 }, row).data]).toEqual([0, 0, 0, 0]);
  expect([...erode(map, row, { border: "foreground" }).data]).toEqual([1, 1, 0, 0]);
});

test("any value but 0 is inside, and the result holds 0 and 1", () => {
  const { data } = dilate(
    { width: 3, height: 1, data: Uint8Array.of(7, 0, 0) },
    { shape: "disk", radius: 1 },
  );
  expect([...data]).toEqual([1, 1, 0]);
});

test("a negative radius and a shape that is not known are refused", () => {
  const map = { width: 1, height: 1, data: Uint8Array.of(1) };
  const shape = String("diamond") as "disk";
  expect(() => dilate(map, { shape, radius: 1 })).toThrow(/shape of the element is "diamond"/);
  expect(() => dilate(map, { shape: "disk", radius: -1 })).toThrowErrorMatchingInlineSnapshot(
    `[MorphologyError: radius of the disk is -1 pixels, but a number from 0 was expected; give it in pixels]`,
  );
});
