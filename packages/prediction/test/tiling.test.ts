import { expect, test } from "vitest";
import { predictionLayout } from "../src/index.ts";
import { boxPredictor, madeUpRaster } from "./support/made-up.ts";
import { predictAll } from "./support/predict-all.ts";

/** Sums of float32 weights that are 1 in exact arithmetic, and the float32 sums of boxes. */
const FLOAT32 = 2e-6;

function largestDifference(a: Float32Array, b: Float32Array): number {
  return a.reduce((largest, value, at) => Math.max(largest, Math.abs(value - b[at]!)), 0);
}

const source = madeUpRaster(117, 90);
const reference = await predictAll(source, boxPredictor(2), { tile: 1024, overlap: 0 });

test.each([
  { tile: 32, overlap: 8, blend: "centre" },
  { tile: 48, overlap: 16, blend: "centre", block: 60, batch: 3 },
  { tile: 64, overlap: 32, blend: "centre", block: 1 },
] as const)(
  "centres of $tile with $overlap equal one tile, where the network sees no further than the cut",
  async (options) => {
    const { probabilities, writes, layout } = await predictAll(source, boxPredictor(2), options);
    expect(layout.blocks.length).toBeGreaterThan(options.tile === 32 ? 0 : 3);
    expect(new Set(writes)).toEqual(new Set([1]));
    expect(largestDifference(probabilities, reference.probabilities)).toBeLessThan(FLOAT32);
  },
);

test.each([
  { tile: 32, overlap: 8, block: 50 },
  { tile: 48, overlap: 24, block: 70, batch: 2 },
  { tile: 40, overlap: 0, block: 45 },
] as const)(
  "cosine tiles of $tile with $overlap: parts of each pixel sum to 1, each is written once",
  async (options) => {
    const whole = await predictAll(source, boxPredictor(0), { tile: 1024, overlap: 0 });
    const { probabilities, writes } = await predictAll(source, boxPredictor(0), options);
    expect(new Set(writes)).toEqual(new Set([1]));
    expect(largestDifference(probabilities, whole.probabilities)).toBeLessThan(FLOAT32);
  },
);

test("cosine tiles hide what lies beyond a tile: closer to one tile than tiles without overlap", async () => {
  const differenceOf = async (overlap: number) => {
    const { probabilities } = await predictAll(source, boxPredictor(3), { tile: 48, overlap });
    return largestDifference(
      probabilities,
      (await predictAll(source, boxPredictor(3), { tile: 1024, overlap: 0 })).probabilities,
    );
  };
  expect(await differenceOf(24)).toBeLessThan((await differenceOf(0)) / 2);
});

test.each(["cosine", "centre"] as const)(
  "%s: blocks give the same numbers in any order, bit by bit",
  async (blend) => {
    const options = { tile: 32, overlap: 16, blend, block: 40, batch: 3 } as const;
    const inOrder = await predictAll(source, boxPredictor(3), options);
    expect(inOrder.layout.columnParts.length * inOrder.layout.rowParts.length).toBeGreaterThan(5);
    const backwards = await predictAll(source, boxPredictor(3), options, {
      order: (blocks) => blocks.toReversed(),
    });
    expect(backwards.probabilities).toEqual(inOrder.probabilities);
  },
);

test("blocks below each other compute no row of tiles twice; centres compute no tile twice", async () => {
  const predictor = boxPredictor(1);
  const { layout } = await predictAll(source, predictor, {
    tile: 32,
    overlap: 16,
    block: 40,
    blend: "centre",
    batch: 1,
  });
  expect(predictor.calls.length).toBe(layout.columns.tiles.length * layout.rows.tiles.length);
});

test("a raster smaller than a tile is one tile, no larger than the network needs", async () => {
  const small = madeUpRaster(5, 3);
  const predictor = boxPredictor(1);
  const { layout, writes } = await predictAll(small, predictor, {});
  expect([layout.columns.length, layout.rows.length, predictor.calls]).toEqual([8, 4, [1]]);
  expect(new Set(writes)).toEqual(new Set([1]));
});

const isHole = (x: number, y: number) => x >= 20 && x < 60 && y >= 30 && y < 70;

test("a hole has no class, is seen as zeros, and changes no pixel further away than the network sees", async () => {
  const holed = await predictAll(madeUpRaster(117, 90, { isHole }), boxPredictor(2), {
    tile: 32,
    overlap: 8,
    blend: "centre",
  });
  for (let y = 0; y < 90; y++)
    for (let x = 0; x < 117; x++) {
      const at = y * 117 + x;
      expect(holed.validity[at]).toBe(isHole(x, y) ? 0 : 1);
      const isNear = x >= 18 && x < 62 && y >= 28 && y < 72;
      if (isNear) continue;
      for (let index = 0; index < 3; index++)
        expect(
          Math.abs(holed.probabilities[3 * at + index]! - reference.probabilities[3 * at + index]!),
        ).toBeLessThan(FLOAT32);
    }
});

test("tiles without a valid and wanted pixel are not computed, and what is wanted does not change", async () => {
  const options = { tile: 32, overlap: 16, batch: 1, block: 64 } as const;
  const all = boxPredictor(2);
  const whole = await predictAll(source, all, options);
  const few = boxPredictor(2);
  const wanted = ({ x, y, width, height }: { x: number; y: number; width: number; height: number }) =>
    Uint8Array.from({ length: width * height }, (_, at) =>
      x + (at % width) < 30 && y + Math.floor(at / width) < 20 ? 1 : 0,
    );
  const part = await predictAll(source, few, options, { wanted });
  expect(few.calls.length).toBeLessThan(all.calls.length / 3);
  expect(part.validity.reduce((sum, valid) => sum + valid, 0)).toBe(30 * 20);
  for (let y = 0; y < 20; y++)
    expect(part.probabilities.slice(3 * 117 * y, 3 * (117 * y + 30))).toEqual(
      whole.probabilities.slice(3 * 117 * y, 3 * (117 * y + 30)),
    );
});

const target = { width: 100_000, height: 50_000, bandCount: 4, classCount: 20, sizeMultiple: 32 };

test.each([2, 20, 100])("%i classes: a row of tiles of a block takes at most 128 MiB", (classCount) => {
  const { blocks, rows } = predictionLayout({ ...target, classCount });
  const widest = Math.max(...blocks.map(({ window }) => window.width));
  expect(widest * rows.length * 4 * (2 * 4 + classCount)).toBeLessThanOrEqual(2 ** 27);
  expect(widest).toBeGreaterThan(classCount === 2 ? 5000 : 400);
});

test.each([
  [{ tile: 100 }, "tile is 100, but this network takes multiples of 32; give 96"],
  [
    { overlap: 32 },
    "overlap is 32, but twice a multiple of 32 was expected, so that every tile meets the network's strides alike; give 64",
  ],
  [
    { tile: 256, overlap: 192 },
    "overlap is 192, but at most half of the tile (256) was expected; give 128, or a larger tile",
  ],
])("%o is refused with the nearest that fits", (options, message) => {
  expect(() => predictionLayout(target, options)).toThrow(message);
});
