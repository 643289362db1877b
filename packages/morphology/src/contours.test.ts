import fc from "fast-check";
import { expect, test } from "vitest";
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

test("a pixel is a square, clockwise as seen", () => {
  expect(contours(map(["1"]))).toEqual([
    { value: 1, pixels: 1, parts: [{ outer: Int32Array.of(1, 0, 1, 1, 0, 1, 0, 0), holes: [] }] },
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

test("a wrong size is refused", () => {
  expect(() => contours({ width: 2, height: 2, data: new Uint8Array(3) })).toThrow(/4 were expected/);
});
