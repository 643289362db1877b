import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { Line } from "../feature.ts";
import { assembleRings } from "./assemble-rings.ts";
import { nestRings, signedArea } from "./nest-rings.ts";

const [WIDTH, HEIGHT] = [6, 5];
const cells = fc.array(fc.boolean(), { minLength: WIDTH * HEIGHT, maxLength: WIDTH * HEIGHT });

/** Edges between a filled cell and an empty one, each a line of its own, in any order and direction. */
function edgesOf(filled: readonly boolean[]): Line[] {
  const at = (x: number, y: number) =>
    x >= 0 && y >= 0 && x < WIDTH && y < HEIGHT && filled[y * WIDTH + x] === true;
  const edges: Line[] = [];
  for (let y = 0; y <= HEIGHT; y += 1) {
    for (let x = 0; x <= WIDTH; x += 1) {
      if (at(x, y) !== at(x - 1, y))
        edges.push([
          [x, y],
          [x, y + 1],
        ]);
      if (at(x, y) !== at(x, y - 1))
        edges.push([
          [x + 1, y],
          [x, y],
        ]);
    }
  }
  return edges;
}

/** Regions that hang together along edges of cells. */
function regions(filled: readonly boolean[]): number {
  const left = new Set(filled.flatMap((isFilled, index) => (isFilled ? [index] : [])));
  let count = 0;
  for (const start of left) {
    count += 1;
    const open = [start];
    for (let cell = open.pop(); cell !== undefined; cell = open.pop()) {
      left.delete(cell);
      const x = cell % WIDTH;
      const beside = [x > 0 ? cell - 1 : -1, x < WIDTH - 1 ? cell + 1 : -1, cell - WIDTH, cell + WIDTH];
      open.push(...beside.filter((other) => left.has(other)));
    }
  }
  return count;
}

test("any pattern of cells comes back as one polygon per region, with its area, and no place twice in a ring", () => {
  void fc.assert(
    fc.property(cells, fc.infiniteStream(fc.nat()), (filled, random) => {
      const edges = edgesOf(filled)
        .map((edge) => ({ edge, key: random.next().value ?? 0 }))
        .toSorted((a, b) => a.key - b.key)
        .map(({ edge, key }) => (key % 2 === 0 ? edge : edge.toReversed()));
      const rings = assembleRings(edges);
      expect(rings).not.toBeNull();
      const polygons = nestRings(rings ?? []);
      const area = polygons.map(([outer = [], ...holes]) =>
        holes.reduce((sum, hole) => sum - Math.abs(signedArea(hole)), Math.abs(signedArea(outer))),
      );
      expect(area.reduce((sum, each) => sum + each, 0)).toBe(filled.filter(Boolean).length);
      expect(polygons).toHaveLength(regions(filled));
      for (const ring of polygons.flat())
        expect(new Set(ring.slice(1).map(String)).size).toBe(ring.length - 1);
    }),
    { numRuns: 500 },
  );
});

test("a line that nothing goes on from leaves the ring open", () => {
  const open: Line[] = [
    [
      [0, 0],
      [1, 0],
      [1, 1],
    ],
    [
      [0, 0],
      [0, 1],
    ],
  ];
  expect(assembleRings(open)).toBeNull();
  expect(
    assembleRings([
      ...open,
      [
        [0, 1],
        [1, 1],
      ],
    ]),
  ).toHaveLength(1);
});

test("areas side by side become one, since their common border is in both", () => {
  const box = (x: number): Line => [
    [x, 0],
    [x + 1, 0],
    [x + 1, 1],
    [x, 1],
    [x, 0],
  ];
  const rings = assembleRings([box(0), box(1)]) ?? [];
  expect(rings).toHaveLength(1);
  expect(Math.abs(signedArea(rings[0] ?? []))).toBe(2);
});
