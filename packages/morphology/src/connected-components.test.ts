import fc from "fast-check";
import { expect, test } from "vitest";
import { binaryMap } from "../test/arbitrary-map.ts";
import { connectedComponents } from "./connected-components.ts";

test("pixels that touch at a corner are one component only with connectivity 8", () => {
  const diagonal = { width: 2, height: 2, data: Uint8Array.of(1, 0, 0, 1) };
  expect(connectedComponents(diagonal).count).toBe(2);
  expect(connectedComponents(diagonal, { connectivity: 8 }).count).toBe(1);
});

test("every inside pixel has a number, first pixels come in raster order, and sizes add up", () => {
  fc.assert(
    fc.property(binaryMap, fc.constantFrom(4 as const, 8 as const), (map, connectivity) => {
      const { data, count, sizes } = connectedComponents(map, { connectivity });
      const firstSeen = [...new Set(data)].filter((number) => number !== 0);
      expect(firstSeen).toEqual(Array.from({ length: count }, (_, index) => index + 1));
      data.forEach((number, pixel) => {
        expect(number !== 0).toBe(map.data[pixel] === 1);
      });
      sizes.forEach((size, index) => {
        expect(size).toBe(data.filter((number) => number === index + 1).length);
      });
    }),
  );
});

test("neighbours carry the same number", () => {
  fc.assert(
    fc.property(binaryMap, (map) => {
      const { data } = connectedComponents(map);
      data.forEach((number, pixel) => {
        const right = (pixel + 1) % map.width === 0 ? 0 : (data[pixel + 1] ?? 0);
        const below = data[pixel + map.width] ?? 0;
        for (const other of [right, below]) {
          if (number !== 0 && other !== 0) expect(other).toBe(number);
        }
      });
    }),
  );
});

test("more neighbours never give more components", () => {
  fc.assert(
    fc.property(binaryMap, (map) => {
      const eight = connectedComponents(map, { connectivity: 8 }).count;
      expect(eight).toBeLessThanOrEqual(connectedComponents(map).count);
    }),
  );
});

test("a snake as long as the map is one component", () => {
  const [width, height] = [401, 401];
  const data = new Uint8Array(width * height).map((_, pixel) => {
    const [x, y] = [pixel % width, Math.floor(pixel / width)];
    const turn = y % 4 === 1 ? width - 1 : 0;
    return y % 2 === 0 || x === turn ? 1 : 0;
  });
  expect(connectedComponents({ width, height, data }).count).toBe(1);
});
