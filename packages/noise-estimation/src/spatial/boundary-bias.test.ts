import { syntheticScene } from "@undercoat/datasets";
import { createRng } from "@undercoat/random";
import { IGNORE_INDEX, labelMap } from "@undercoat/raster";
import { describe, expect, test } from "vitest";
import { grown, moved } from "../../test/planted-spatial.ts";
import { boundaryBias } from "./boundary-bias.ts";

const rng = createRng(2);
const scene = syntheticScene({ width: 256, height: 256 }, createRng(1)).labels;

function offsetOf(labels: typeof scene, reference = scene, options: { reach?: number } = {}) {
  const [, building] = boundaryBias({ labels, reference }, { rng, ...options });
  if (building?.bias.kind !== "boundary-offset") throw new RangeError(building?.bias.reason);
  return building.bias;
}

describe("buildings grown or shrunk by a disk", () => {
  test.each([-3, -2, -1, 1, 2, 3])("of %i px are found within 0.5 px", (radius) => {
    const { pixels, metres, distance } = offsetOf(grown(scene, 1, radius));
    expect(Math.abs(pixels.value - radius)).toBeLessThan(0.5);
    expect(Math.sign(pixels.low)).toBe(Math.sign(radius));
    expect(metres?.value).toBeCloseTo(pixels.value / 2, 2); // 0.5 m a pixel on the equator
    expect(distance).toBeGreaterThan(0.5);
  });

  test.each([-2, 2])("of %i px are found within 0.5 px under a shift", (radius) => {
    expect(Math.abs(offsetOf(moved(grown(scene, 1, radius), [2, 1])).pixels.value - radius)).toBeLessThan(
      0.5,
    );
  });
});

test("a rectangle that is 2 px wider on every side is exactly 2 px too fat, and the other way round too thin", () => {
  const rectangles = (more: number) => {
    const data = new Uint8Array(200 * 200);
    for (let one = 0; one < 16; one++) {
      const [x, y] = [20 + (one % 4) * 45, 20 + Math.floor(one / 4) * 45];
      for (let row = y - more; row < y + 20 + more; row++)
        data.fill(1, row * 200 + x - more, row * 200 + x + 20 + more);
    }
    const scheme = {
      name: "two",
      classes: [
        { value: 0, name: "a" },
        { value: 1, name: "b" },
      ],
    };
    return labelMap({ width: 200, height: 200, scheme, data });
  };
  // at the corners of the wider one, the nearest edge is √2 farther: 4 of about 96 pixel edges a side
  expect(offsetOf(rectangles(2), rectangles(0)).pixels.value).toBeCloseTo(2, 1);
  expect(offsetOf(rectangles(0), rectangles(2)).pixels.value).toBeCloseTo(-2, 1);
  expect(offsetOf(rectangles(2), rectangles(0)).metres).toBeNull();
});

test("a shift alone is no bias: the interval holds 0 to 0.1 px", () => {
  const { pixels, distance } = offsetOf(moved(scene, [2, 1]));
  expect(pixels.low).toBeLessThan(0.1);
  expect(pixels.high).toBeGreaterThan(-0.1);
  expect(distance).toBeGreaterThan(0.5);
});

test("edges beside ignored pixels do not count, so that ignoring a part does not shift the rest", () => {
  const wide = grown(scene, 1, 2);
  const hole = (labels: typeof scene) =>
    labelMap({
      ...labels,
      data: labels.data.map((index, pixel) => (pixel % 64 < 9 ? IGNORE_INDEX : index)),
    });
  const whole = offsetOf(wide);
  for (const part of [offsetOf(hole(wide)), offsetOf(wide, hole(scene))]) {
    expect(part.edges).toBeLessThan(whole.edges);
    expect(Math.abs(part.pixels.value - whole.pixels.value)).toBeLessThan(0.1);
  }
});

test("a class without edges has no estimate, and the reason", () => {
  const data = scene.data.map((index) => (index === 1 ? 0 : index));
  const [, building] = boundaryBias({ labels: labelMap({ ...scene, data }), reference: scene }, { rng });
  expect(building?.bias).toEqual({
    kind: "no-estimate",
    reason: "0 blocks hold edges of both that belong together, but at least 8 are needed",
  });
});
