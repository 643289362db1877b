import { createRng } from "@undercoat/random";
import { labelMap, raster } from "@undercoat/raster";
import fc from "fast-check";
import { expect, test } from "vitest";
import { smallScheme } from "../test/small-scene.ts";
import { type Augmentation, augmentationSequence } from "./augmentation.ts";
import { flipRotate } from "./flip-rotate.ts";
import { bandNoise, photometric } from "./photometric.ts";
import type { Scene } from "./scene-dataset.ts";
import { shiftScaleRotate } from "./shift-scale-rotate.ts";

const size = 24;
/** Bands hold the column and row of a pixel's centre; labels are a disk; a corner is not valid. */
function patch(): Scene {
  const pixels = size * size;
  const column = (pixel: number) => (pixel % size) + 0.5;
  const row = (pixel: number) => Math.floor(pixel / size) + 0.5;
  const validity = Uint8Array.from({ length: pixels }, (_, p) => (column(p) < 4 && row(p) < 4 ? 0 : 1));
  const data = Float32Array.from({ length: 2 * pixels }, (_, i) => {
    const p = i >> 1;
    return validity[p] === 0 ? 0 : i & 1 ? row(p) : column(p);
  });
  const labels = Uint8Array.from({ length: pixels }, (_, p) =>
    validity[p] === 0 ? 255 : inDisk(column(p), row(p)),
  );
  return {
    id: "a",
    image: raster({ width: size, height: size, bands: [{ name: "x" }, { name: "y" }], data, validity }),
    labels: labelMap({ width: size, height: size, scheme: smallScheme, data: labels }),
  };
}
const inDisk = (x: number, y: number) => (Math.hypot(x - 15, y - 10) < 6 ? 1 : 0);
const all: [string, Augmentation][] = [
  ["flip-rotate", flipRotate()],
  ["shift-scale-rotate", shiftScaleRotate({ probability: 1 })],
  ["photometric", photometric({ probability: 1 })],
  ["band-noise", bandNoise({ probability: 1 })],
  ["sequence", augmentationSequence([flipRotate(), photometric(), shiftScaleRotate()])],
];

test.each(all)("%s: the same stream gives the same patch, and the input stays", (_, augmentation) => {
  const before = patch();
  const once = augmentation.apply(before, createRng(3));
  expect(augmentation.apply(before, createRng(3))).toEqual(once);
  expect(before).toEqual(patch());
  const seeds = [0, 1, 2, 3, 4, 5].map((seed) => [...augmentation.apply(before, createRng(seed)).image.data]);
  expect(new Set(seeds.map(String)).size).toBeGreaterThan(1);
});

test.each(all)("%s: what is not valid is 0 and ignored afterwards", (_, augmentation) => {
  fc.assert(
    fc.property(fc.nat(9999), (seed) => {
      const { image, labels } = augmentation.apply(patch(), createRng(seed));
      image.validity?.forEach((valid, pixel) => {
        if (valid === 1) return;
        expect([...image.data.subarray(2 * pixel, 2 * pixel + 2)]).toEqual([0, 0]);
        expect(labels.data[pixel]).toBe(255);
      });
    }),
    { numRuns: 30 },
  );
});

test("flips and turns move image and labels together, and keep every pixel", () => {
  for (let seed = 0; seed < 20; seed++) {
    const { image, labels } = flipRotate().apply(patch(), createRng(seed));
    labels.data.forEach((index, pixel) => {
      if (image.validity?.[pixel] === 0) return;
      expect(index).toBe(inDisk(image.data[2 * pixel]!, image.data[2 * pixel + 1]!));
    });
    expect(labels.data.toSorted()).toEqual(patch().labels.data.toSorted());
  }
});

test("shift, scale and turn are one similarity of image and labels, within the ranges", () => {
  const augmentation = shiftScaleRotate({ shift: 0.1, scale: 0.2, rotateDegrees: 30, probability: 1 });
  for (let seed = 0; seed < 20; seed++) {
    const { image, labels } = augmentation.apply(patch(), createRng(seed));
    const at = (column: number, row: number) => {
      const pixel = row * size + column;
      return [image.data[2 * pixel]!, image.data[2 * pixel + 1]!] as const;
    };
    const [x, y] = at(11, 11);
    const [right, rightY] = at(15, 11);
    const [downX, down] = at(11, 15);
    const [ax, ay, bx, by] = [(right - x) / 4, (rightY - y) / 4, (downX - x) / 4, (down - y) / 4];
    expect(bx).toBeCloseTo(-ay, 4);
    expect(by).toBeCloseTo(ax, 4);
    const scale = 1 / Math.hypot(ax, ay);
    expect(scale).toBeGreaterThan(0.8 - 1e-4);
    expect(scale).toBeLessThan(1.2 + 1e-4);
    expect(Math.abs(Math.atan2(ay, ax))).toBeLessThan((30 * Math.PI) / 180 + 1e-4);
    const centre = [x + 0.5 * (ax + bx), y + 0.5 * (ay + by)] as const; // pixel edges meet at the middle
    expect(Math.max(Math.abs(centre[0] - 12), Math.abs(centre[1] - 12))).toBeLessThan(2.4 + 1e-3);
    let compared = 0;
    labels.data.forEach((index, pixel) => {
      const [px, py] = [image.data[2 * pixel]!, image.data[2 * pixel + 1]!];
      const inside = px > 5 && py > 5 && px < size - 1 && py < size - 1; // bilinear is exact on a ramp there
      if (index === 255 || !inside) return;
      compared += 1;
      expect(index).toBe(inDisk(Math.floor(px) + 0.5, Math.floor(py) + 0.5));
    });
    expect(compared).toBeGreaterThan(100);
  }
});

test("a margin holds everything that shift, scale and turn look at", () => {
  const augmentation = shiftScaleRotate({ probability: 1 });
  const kept = { size: 10 };
  const margin = augmentation.margin(kept.size);
  expect(margin).toBe(Math.ceil((Math.SQRT1_2 / 0.9 + 0.0625 - 0.5) * 10) + 1);
  const side = kept.size + 2 * margin;
  const data = new Float32Array(side * side).fill(1);
  const flat: Scene = {
    id: "flat",
    image: raster({ width: side, height: side, bands: [{ name: "x" }], data }),
    labels: labelMap({ width: side, height: side, scheme: smallScheme, data: new Uint8Array(data.length) }),
  };
  for (let seed = 0; seed < 50; seed++) {
    const { labels } = augmentation.apply(flat, createRng(seed), kept);
    for (let row = margin; row < margin + kept.size; row++)
      expect(labels.data.subarray(row * side + margin, row * side + margin + kept.size)).not.toContain(255);
  }
});

test("nothing changes with zero ranges or probability 0", () => {
  const still = shiftScaleRotate({ shift: 0, scale: 0, rotateDegrees: 0, probability: 1 }).apply(
    patch(),
    createRng(0),
  );
  expect(still.labels.data).toEqual(patch().labels.data);
  expect(still.image.data).toEqual(patch().image.data);
  const flat = photometric({ brightness: 0, contrast: 0, probability: 1 }).apply(patch(), createRng(0));
  for (const [at, value] of flat.image.data.entries()) expect(value).toBeCloseTo(patch().image.data[at]!, 5);
  for (const never of [
    photometric({ probability: 0 }),
    bandNoise({ probability: 0 }),
    shiftScaleRotate({ probability: 0 }),
  ])
    expect(never.apply(patch(), createRng(0))).toEqual(patch());
});

test("photometric changes are one gain and step a band, shared or not", () => {
  const gains = (perBand: boolean) => {
    const options = { brightness: 0.5, contrast: 0.3, perBand, probability: 1 };
    const { image } = photometric(options).apply(patch(), createRng(8));
    return [0, 1].map((band) => {
      const pick = (data: Float32Array) => data.filter((_, at) => at % 2 === band && data[at] !== 0);
      const [now, then] = [pick(image.data), pick(patch().image.data)];
      const mean = then.reduce((sum, value) => sum + value, 0) / then.length;
      const gain = (now.at(-1)! - now[0]!) / (then.at(-1)! - then[0]!);
      const step = now[0]! - mean - gain * (then[0]! - mean);
      expect(gain).toBeGreaterThan(0.7 - 1e-3);
      expect(gain).toBeLessThan(1.3 + 1e-3);
      expect(Math.abs(step)).toBeLessThan(0.5 + 1e-3);
      return [gain, step];
    });
  };
  const [own, other] = gains(false);
  expect(own![1]).toBeCloseTo(other![1]!, 3);
  const [first, second] = gains(true);
  expect(Math.abs(first![1]! - second![1]!)).toBeGreaterThan(1e-3);
});

test("band noise has the standard deviation asked for, independent in every band", () => {
  const { image } = bandNoise({ standardDeviation: 0.5, probability: 1 }).apply(patch(), createRng(1));
  const noise = image.data.map((value, at) => value - patch().image.data[at]!);
  const valid = noise.filter((_, at) => patch().image.validity?.[at >> 1] === 1);
  const mean = (values: Float32Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
  expect(Math.abs(mean(valid))).toBeLessThan(0.06);
  expect(Math.sqrt(mean(valid.map((value) => value * value)))).toBeCloseTo(0.5, 1);
  const product = valid.filter((_, at) => at % 2 === 0).map((value, pixel) => value * valid[2 * pixel + 1]!);
  expect(Math.abs(mean(product))).toBeLessThan(0.05);
});

test("only squares can be turned", () => {
  const wide = patch();
  const image = raster({ ...wide.image, width: 36, height: 16 });
  expect(() => flipRotate().apply({ ...wide, image }, createRng(0))).toThrow(/is 36×16, but only squares/);
});

test("contrast is about the mean of the patch that is kept, whatever lies in its margin", () => {
  const side = 12;
  const data = Float32Array.from({ length: side * side }, (_, pixel) => {
    const [x, y] = [pixel % side, Math.floor(pixel / side)];
    return x >= 4 && x < 8 && y >= 4 && y < 8 ? 1 : 100;
  });
  const image = raster({ width: side, height: side, bands: [{ name: "x" }], data });
  const labels = labelMap({
    width: side,
    height: side,
    scheme: smallScheme,
    data: new Uint8Array(data.length),
  });
  const augmentation = photometric({ brightness: 0, contrast: 0.5, probability: 1 });
  const changed = augmentation.apply({ id: "a", image, labels }, createRng(2), { size: 4 });
  expect(changed.image.data[5 * side + 5]).toBeCloseTo(1, 5);
});

test("margins of a sequence hold what all of its parts look at, one after the other", () => {
  const wide = shiftScaleRotate({ scale: 0.5, probability: 1 });
  const augmentation = augmentationSequence([wide, wide, wide]);
  const size = 8;
  const margin = augmentation.margin(size);
  const side = size + 2 * margin;
  const data = new Float32Array(side * side).fill(1);
  const image = raster({ width: side, height: side, bands: [{ name: "x" }], data });
  const labels = labelMap({
    width: side,
    height: side,
    scheme: smallScheme,
    data: new Uint8Array(data.length),
  });
  for (let seed = 0; seed < 40; seed++) {
    const { labels: moved } = augmentation.apply({ id: "a", image, labels }, createRng(seed), { size });
    for (let row = margin; row < margin + size; row++)
      expect(moved.data.subarray(row * side + margin, row * side + margin + size)).not.toContain(255);
  }
});
