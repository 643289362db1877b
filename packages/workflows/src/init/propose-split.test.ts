import { checkSplit } from "@undercoat/datasets";
import type { Window } from "@undercoat/raster";
import fc from "fast-check";
import { expect, test } from "vitest";
import { proposeSplit, type SplitInput } from "./propose-split.ts";

const PARTS = ["pretrain", "finetune", "test"] as const;
const crs = { kind: "epsg", code: 32633 } as const;

function input(id: string, size: [number, number], clean: Window | null): SplitInput {
  const [width, height] = size;
  const x = 1e5 + 8000 * id.charCodeAt(0);
  return { id, grid: { width, height, geotransform: [x, 1, 0, 5e6, 0, -1], crs }, clean, hasNoisy: true };
}

const whole = (width: number, height: number): Window => ({ x: 0, y: 0, width, height });

test("every split passes the check, teaches and tests where clean labels are, on whole blocks", () => {
  const scene = fc.tuple(
    fc.integer({ min: 200, max: 900 }),
    fc.integer({ min: 200, max: 900 }),
    fc.integer({ min: 0, max: 2 }),
  );
  fc.assert(
    fc.property(
      fc.array(scene, { minLength: 1, maxLength: 5 }),
      fc.integer({ min: 1, max: 3 }),
      (scenes, downsample) => {
        const inputs = scenes.map(([width, height, kind], index) => {
          const half = { x: 32, y: 0, width: Math.floor(width / 2), height };
          return input(
            "abcde"[index]!,
            [width, height],
            kind === 0 ? null : kind === 1 ? half : whole(width, height),
          );
        });
        const split = proposeSplit(inputs, downsample);
        if (split === null) return;
        expect(checkSplit(split.parts, { scenes: inputs, buffer: split.buffer }).conflicts).toEqual([]);
        for (const part of PARTS) {
          expect(split.patches[part]).toBeGreaterThan(0);
          for (const { sceneId, window } of split.parts[part]) {
            const { grid, clean } = inputs.find(({ id }) => id === sceneId)!;
            const isAll = window.width === grid.width && window.height === grid.height;
            if (!isAll) for (const length of Object.values(window)) expect(length % downsample).toBe(0);
            if (part === "pretrain") continue;
            expect(window.x).toBeGreaterThanOrEqual(clean!.x);
            expect(window.x + window.width).toBeLessThanOrEqual(clean!.x + clean!.width);
          }
        }
      },
    ),
    { numRuns: 15 },
  );
});

test("whole scenes stay whole, those without clean labels pretrain, and the test gets the larger share", () => {
  const inputs = ["a", "b"].map((id) => input(id, [1024, 1024], null));
  const clean = [input("c", [512, 512], whole(512, 512)), input("d", [1536, 1024], whole(1536, 1024))];
  const split = proposeSplit([...inputs, ...clean], 1);
  expect(split).toMatchObject({ patchSize: 128, buffer: 128, patches: { finetune: 16, test: 96 } });
  expect(split!.parts.pretrain.map(({ sceneId }) => sceneId)).toEqual(["a", "b"]);
});

test("what lies beside the clean labels of a scene pretrains too", () => {
  const half = input("c", [1536, 1024], { x: 0, y: 0, width: 900, height: 1024 });
  const inputs = [input("a", [1024, 1024], null), half, input("d", [1024, 1024], whole(1024, 1024))];
  const { parts, buffer } = proposeSplit(inputs, 1)!;
  const beside = parts.pretrain.find(({ sceneId }) => sceneId === "c")!;
  expect(beside.window).toEqual({ x: 900 + buffer, y: 0, width: 636 - buffer, height: 1024 });
});

test("tiles of one image, side by side, are cut into blocks that keep away from their edges", () => {
  const tiles = [0, 1, 2].map((column): SplitInput => {
    const tile = input("t", [1000, 1000], whole(1000, 1000));
    const geotransform = [5e5 + 1000 * column, 1, 0, 5e6, 0, -1] as const;
    return { ...tile, id: `t${column}`, grid: { ...tile.grid, geotransform } };
  });
  const split = proposeSplit(tiles, 1);
  expect(split!.how).toMatch(/scenes lie side by side/);
  expect(checkSplit(split!.parts, { scenes: tiles, buffer: split!.buffer }).conflicts).toEqual([]);
});

test("windows of the test are small enough to go through the network at once", () => {
  const inputs = ["a", "b", "c"].map((id) => input(id, [5000, 4200], whole(5000, 4200)));
  const split = proposeSplit(inputs, 1);
  for (const { window } of split!.parts.test) {
    expect(window.width * window.height).toBeLessThanOrEqual(2048 ** 2);
    expect(Math.min(window.width, window.height)).toBeGreaterThan(1000);
  }
});

test("clean labels that hold no two places are too few", () => {
  expect(proposeSplit([input("a", [400, 400], { x: 0, y: 0, width: 40, height: 40 })], 1)).toBeNull();
  expect(proposeSplit([input("a", [400, 400], null)], 1)).toBeNull();
});
