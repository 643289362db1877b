import fc from "fast-check";
import { expect, test } from "vitest";
import { blockMajority } from "./block-majority.ts";
import { classMap } from "./class-map.ts";
import { repeatBlocks } from "./repeat-blocks.ts";

const labels = fc
  .tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }))
  .chain(([width, height]) =>
    fc
      .array(fc.constantFrom(0, 1, 2, 255), { minLength: width * height, maxLength: width * height })
      .map((values) => ({ width, height, data: Uint8Array.from(values) })),
  );

test("ties go to the lowest index, and ignored pixels do not vote", () => {
  const map = { width: 4, height: 1, data: Uint8Array.of(2, 1, 255, 3) };
  expect([...blockMajority(map, { block: 2 }).data]).toEqual([1, 3]);
});

test("blocks of one pixel change nothing", () => {
  fc.assert(
    fc.property(labels, (map) => {
      const { width, height } = map;
      expect(blockMajority(map, { block: 1 })).toEqual(map);
      expect(repeatBlocks(map, { block: 1, width, height })).toEqual(map);
    }),
  );
});

test("coarsening what was blown up gives the coarse map again", () => {
  fc.assert(
    fc.property(labels, fc.integer({ min: 1, max: 5 }), (coarse, block) => {
      const size = { block, width: coarse.width * block, height: coarse.height * block };
      expect(blockMajority(repeatBlocks(coarse, size), { block })).toEqual(coarse);
    }),
  );
});

test("a class map holds 1 where the class is, and 0 where pixels are ignored", () => {
  expect([...classMap({ width: 3, height: 1, data: Uint8Array.of(1, 0, 255) }, 1).data]).toEqual([1, 0, 0]);
});

test("a block of 0 pixels and a coarse map of another size are refused", () => {
  const map = { width: 2, height: 1, data: Uint8Array.of(0, 1) };
  expect(() => blockMajority(map, { block: 0 })).toThrowErrorMatchingInlineSnapshot(
    `[MorphologyError: block size is 0 pixels, but a positive integer was expected; give its side in pixels]`,
  );
  expect(() => repeatBlocks(map, { block: 4, width: 10, height: 4 })).toThrowErrorMatchingInlineSnapshot(
    `[MorphologyError: coarse map is 2×1, but 10×4 pixels in blocks of 4 need 3×1; give the size before coarsening]`,
  );
  expect(() => blockMajority(map, { block: 1, ignoreIndex: 256 })).toThrow(/class index is 256/);
});
