import { labelMap } from "@undercoat/raster";
import fc from "fast-check";
import { expect, test } from "vitest";
import { schemeOf } from "../test/scheme-of.ts";
import { blockConfusion, confusionMatrix } from "./index.ts";

const size = fc.integer({ min: 1, max: 23 });

test("windows of any size give the blocks and the counts of the whole map", () => {
  fc.assert(
    fc.property(size, size, size, size, fc.nat(1000), (width, height, side, blockSize, salt) => {
      const scheme = schemeOf(3);
      const at = (pixel: number, factor: number) => ((pixel * factor + salt) % 7) % 4;
      const make = (factor: number, w: number, h: number, pixels: (x: number, y: number) => number) =>
        labelMap({
          width: w,
          height: h,
          scheme,
          data: Uint8Array.from({ length: w * h }, (_, p) => {
            const index = at(pixels(p % w, Math.floor(p / w)), factor);
            return index === 3 ? 255 : index;
          }),
        });
      const whole = confusionMatrix(scheme);
      const blocks = blockConfusion(scheme, { blockSize });
      const all = (factor: number) => make(factor, width, height, (x, y) => y * width + x);
      whole.update(all(3).data, all(5).data);
      for (let y = 0; y < height; y += side)
        for (let x = 0; x < width; x += side) {
          const [w, h] = [Math.min(side, width - x), Math.min(side, height - y)];
          const part = (factor: number) => make(factor, w, h, (px, py) => (y + py) * width + x + px);
          blocks.update(part(3), part(5), { x, y });
        }
      expect(blocks.pooled().toJSON()).toEqual(whole.toJSON());
      expect(blocks.pooled().unpredicted).toBe(whole.unpredicted);
      const [columns, rows] = [Math.ceil(width / blockSize), Math.ceil(height / blockSize)];
      expect(blocks.blocks().map(({ window }) => [window.x, window.y])).toEqual(
        Array.from({ length: columns * rows }, (_, block) => [
          (block % columns) * blockSize,
          Math.floor(block / columns) * blockSize,
        ]),
      );
      const area = blocks.blocks().reduce((sum, { window }) => sum + window.width * window.height, 0);
      expect(area).toBe(width * height);
    }),
  );
});

test("blocks of no size, and maps of different size or classes, are refused", () => {
  const map = (width: number, classes: number) =>
    labelMap({ width, height: 1, scheme: schemeOf(classes), data: new Uint8Array(width) });
  expect(() => blockConfusion(schemeOf(2), { blockSize: 0.5 })).toThrowErrorMatchingInlineSnapshot(
    `[MetricsError: blockSize is 0.5 pixels, but a positive integer was expected; take one larger than the patterns in the map]`,
  );
  const blocks = blockConfusion(schemeOf(2), { blockSize: 4 });
  expect(() => blocks.update(map(2, 2), map(3, 2), { x: 0, y: 0 })).toThrowErrorMatchingInlineSnapshot(
    `[MetricsError: reference is 2×1 pixels, but prediction is 3×1; give the same window of both]`,
  );
  expect(() => blocks.update(map(2, 2), map(2, 3), { x: 0, y: 0 })).toThrowErrorMatchingInlineSnapshot(
    `[MetricsError: reference has the classes c0, c1, but prediction has c0, c1, c2; bring both to one scheme first]`,
  );
  expect(blocks.pooled().ignored).toBe(0);
});
