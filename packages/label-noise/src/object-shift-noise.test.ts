import { createRng } from "@undercoat/random";
import { expect, test } from "vitest";
import { village } from "../test/village.ts";
import { objectAffineNoise } from "./object-affine-noise.ts";
import { objectShiftNoise } from "./object-shift-noise.ts";

test("objects keep their shape where they do not meet, and go at most as far as said", () => {
  const labels = village();
  const { labels: noisy, report } = objectShiftNoise({ distance: 3 }).apply(labels, createRng(2));
  expect(report.facts["objects"]).toBe(80);
  expect(report.areaChange[1]).toBe(0);
  for (let y = 0; y < 160; y += 20)
    for (let x = 0; x < 200; x += 20) {
      const columns = new Set<number>();
      for (let row = y; row < y + 20; row++)
        for (let column = x; column < x + 20; column++)
          if (noisy.data[row * 200 + column] === 1) columns.add(column - x);
      const side = Math.floor(x / 20) % 2 === 0 ? 5 : 9;
      expect(columns.size).toBe(side);
      expect(Math.min(...columns)).toBeGreaterThanOrEqual(1);
      expect(Math.max(...columns)).toBeLessThanOrEqual(4 + side + 2);
    }
});

test("the bound of AIO2: half of the longer side, of 12 pixels at least", () => {
  const shifts = Array.from({ length: 60 }, (_, seed) => {
    const one = village((x, y) => Number(x >= 90 && x < 97 && y >= 70 && y < 75));
    const { labels } = objectShiftNoise({ relative: 0.5 }).apply(one, createRng(seed));
    const first = labels.data.indexOf(1);
    return [(first % 200) - 90, Math.floor(first / 200) - 70] as const;
  });
  expect(Math.max(...shifts.flat().map(Math.abs))).toBe(6);
  expect(new Set(shifts.map(([dx]) => dx)).size).toBeGreaterThan(9);
});

test("a scaled object has another area, and options that say nothing are refused", () => {
  const bar = village((x, y) => Number(x >= 90 && x < 110 && y >= 70 && y < 74));
  const areas = [1, 2, 3, 4].map((seed) => {
    const { report } = objectAffineNoise({ scaling: 0.5 }).apply(bar, createRng(seed));
    return report.areaChange[1] ?? 0;
  });
  for (const change of areas) expect(Math.abs(change)).toBeLessThanOrEqual(1.5);
  expect(new Set(areas).size).toBeGreaterThan(1);
  expect(() => objectShiftNoise({})).toThrow("give either distance or relative");
});
