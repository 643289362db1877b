import fc from "fast-check";
import { expect, test } from "vitest";
import type { IndexMap } from "./block-majority.ts";
import { classMap } from "./class-map.ts";
import { connectedComponents } from "./connected-components.ts";
import { type Contour, contours, type PixelRing } from "./contours.ts";

const map = (rows: readonly string[]) => ({
  width: rows[0]?.length ?? 0,
  height: rows.length,
  data: Uint8Array.from(rows.join(""), (digit) => (digit === "x" ? 255 : Number(digit))),
});

const maps = fc
  .record({ width: fc.integer({ min: 1, max: 12 }), height: fc.integer({ min: 1, max: 12 }) })
  .chain(({ width, height }) =>
    fc.record({
      width: fc.constant(width),
      height: fc.constant(height),
      data: fc
        .array(fc.constantFrom(0, 1, 1, 2, 255), { minLength: width * height, maxLength: width * height })
        .map((values) => Uint8Array.from(values)),
    }),
  );

const areaOf = (ring: PixelRing) => {
  let double = 0;
  for (let i = 0; i < ring.length; i += 2) {
    const j = (i + 2) % ring.length;
    double += ring[i]! * ring[j + 1]! - ring[j]! * ring[i + 1]!;
  }
  return double / 2;
};
const ringsOf = ({ parts }: Contour) => parts.flatMap(({ outer, holes }) => [outer, ...holes]);

/** Every edge of one pixel's length along a ring, in the direction of the ring. */
function unitEdges(ring: PixelRing): string[] {
  const edges: string[] = [];
  for (let i = 0; i < ring.length; i += 2) {
    let [x, y] = [ring[i]!, ring[i + 1]!];
    const [toX, toY] = [ring[(i + 2) % ring.length]!, ring[(i + 3) % ring.length]!];
    const [dx, dy] = [Math.sign(toX - x), Math.sign(toY - y)];
    for (; x !== toX || y !== toY; x += dx, y += dy) edges.push(`${x},${y} ${x + dx},${y + dy}`);
  }
  return edges;
}

/** Paints contours by the even-odd rule: a pixel is inside where an odd number of upright edges lies to its left. */
function painted({ width, height }: IndexMap, found: readonly Contour[]): Uint8Array {
  const data = new Uint8Array(width * height).fill(255);
  for (const contour of found) {
    const edges = new Set(ringsOf(contour).flatMap(unitEdges));
    for (let y = 0; y < height; y++) {
      for (let x = 0, inside = false; x < width; x++) {
        const [top, bottom] = [`${x},${y}`, `${x},${y + 1}`];
        if (edges.has(`${top} ${bottom}`) || edges.has(`${bottom} ${top}`)) inside = !inside;
        if (inside) data[y * width + x] = contour.value;
      }
    }
  }
  return data;
}

test("a pixel is a square, clockwise as seen", () => {
  expect(contours(map(["1"]))).toEqual([
    { value: 1, pixels: 1, parts: [{ outer: [1, 0, 1, 1, 0, 1, 0, 0], holes: [] }] },
  ]);
});

test("a hole belongs to the region around it, and what lies in it is a region of its own", () => {
  const found = contours(map(["11111", "10001", "10201", "10001", "11111"]));
  expect(found.map(({ value, pixels, parts }) => [value, pixels, parts[0]?.holes.length])).toEqual([
    [1, 16, 1],
    [0, 8, 1],
    [2, 1, 0],
  ]);
});

test("parts that touch at a corner are two regions with connectivity 4, and one of two parts with 8", () => {
  const touching = map(["10", "01"]);
  expect(contours(touching, { leaveOut: [0] })).toHaveLength(2);
  const [both, ...others] = contours(touching, { connectivity: 8, leaveOut: [0] });
  expect([both?.parts.length, both?.pixels, others.length]).toEqual([2, 2, 0]);
});

test("a region that closes on itself at a corner has a hole that touches its outline", () => {
  const [ring] = contours(map(["0110", "1010", "1100"]), { leaveOut: [0] });
  expect(ring?.parts).toHaveLength(1);
  const [loop] = contours(map(["1110", "1011", "1101", "0111"]), { leaveOut: [0] });
  expect(loop?.parts[0]?.holes).toHaveLength(2);
});

test("rings enclose exactly the pixels of their region", () => {
  fc.assert(
    fc.property(maps, fc.constantFrom(4 as const, 8 as const), (labels, connectivity) => {
      const before = labels.data.slice();
      for (const contour of contours(labels, { connectivity })) {
        expect(ringsOf(contour).reduce((sum, ring) => sum + areaOf(ring), 0)).toBe(contour.pixels);
        for (const { outer, holes } of contour.parts) {
          expect(areaOf(outer)).toBeGreaterThan(0);
          for (const hole of holes) expect(areaOf(hole)).toBeLessThan(0);
        }
      }
      expect(labels.data).toEqual(before);
    }),
  );
});

test("no ring meets itself, and neighbouring corners differ along one axis", () => {
  fc.assert(
    fc.property(maps, (labels) => {
      for (const ring of contours(labels).flatMap(ringsOf)) {
        const corners = new Set<string>();
        for (let i = 0; i < ring.length; i += 2) {
          const j = (i + 2) % ring.length;
          expect((ring[i] === ring[j] ? 1 : 0) + (ring[i + 1] === ring[j + 1] ? 1 : 0)).toBe(1);
          corners.add(`${ring[i]},${ring[i + 1]}`);
        }
        expect(corners.size).toBe(ring.length / 2);
      }
    }),
  );
});

test("regions are the connected components of each value, pixel for pixel", () => {
  fc.assert(
    fc.property(maps, fc.constantFrom(4 as const, 8 as const), (labels, connectivity) => {
      const found = contours(labels, { connectivity });
      for (const value of [0, 1, 2]) {
        const { sizes } = connectedComponents(classMap(labels, value), { connectivity });
        const pixels = found.filter((contour) => contour.value === value).map((contour) => contour.pixels);
        expect(pixels).toEqual([...sizes]);
      }
    }),
  );
});

test("contours painted again give the map", () => {
  fc.assert(
    fc.property(maps, fc.constantFrom(4 as const, 8 as const), (labels, connectivity) => {
      expect(painted(labels, contours(labels, { connectivity }))).toEqual(labels.data);
    }),
    { numRuns: 300 },
  );
});

test("no edge is passed twice in one direction, and every edge inside the map once in each", () => {
  fc.assert(
    fc.property(maps, (labels) => {
      const edges = contours(labels, { leaveOut: [] }).flatMap(ringsOf).flatMap(unitEdges);
      const all = new Set(edges);
      expect(all.size).toBe(edges.length);
      for (const edge of edges) {
        const [from = "", to = ""] = edge.split(" ");
        const [x, y, toX, toY] = `${from},${to}`.split(",").map(Number);
        const isFrame =
          (x === toX && (x === 0 || x === labels.width)) || (y === toY && (y === 0 || y === labels.height));
        expect(all.has(`${to} ${from}`)).toBe(!isFrame);
      }
    }),
  );
});

test("a comb of two thousand corners is one ring, and a chain of holes at corners many", () => {
  const [width, height] = [1000, 40];
  const comb = new Uint8Array(width * height).map((_, pixel) => (pixel < width || pixel % 2 === 0 ? 1 : 0));
  const [whole, ...others] = contours({ width, height, data: comb }, { leaveOut: [0] });
  expect(others).toEqual([]);
  expect(whole?.parts[0]?.outer).toHaveLength(2 * (2 + 4 * 500 - 1 + 1));
  const chain = new Uint8Array(42 * 42).map((_, pixel) => {
    const [x, y] = [pixel % 42, Math.floor(pixel / 42)];
    return x === y && x > 0 && x < 41 ? 0 : 1;
  });
  const [frame] = contours({ width: 42, height: 42, data: chain }, { leaveOut: [0] });
  expect(frame?.parts[0]?.holes).toHaveLength(40);
});

test("ignored pixels have no outline unless asked for, and a map of nothing else has none", () => {
  const ignored = map(["xx", "xx"]);
  expect(contours(ignored)).toEqual([]);
  expect(contours(ignored, { leaveOut: [] })).toMatchObject([{ value: 255, pixels: 4 }]);
});

test("an array of another size, a connectivity and a value that cannot be are refused", () => {
  expect(() => contours({ width: 2, height: 2, data: new Uint8Array(3) })).toThrow(/4 were expected/);
  const connectivity = Number("6") as 4;
  expect(() => contours(map(["1"]), { connectivity })).toThrowErrorMatchingInlineSnapshot(
    `[MorphologyError: connectivity is 6, but 4 or 8 was expected; 4 joins pixels along edges, 8 also at corners]`,
  );
  expect(() => connectedComponents(map(["1"]), { connectivity })).toThrow(/connectivity is 6/);
  expect(() => contours(map(["1"]), { leaveOut: [300] })).toThrowErrorMatchingInlineSnapshot(
    `[MorphologyError: class index is 300, but an integer from 0 to 255 was expected; give the index, not the class value]`,
  );
  expect(() => classMap(map(["1"]), 0.5)).toThrow(/class index is 0.5/);
});
