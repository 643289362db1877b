import { createRng } from "@undercoat/random";
import { type ClassScheme, labelMap } from "@undercoat/raster";
import { expect, test } from "vitest";
import { type MisregistrationNoiseOptions, misregistrationNoise } from "./misregistration-noise.ts";

const scheme: ClassScheme = {
  name: "two",
  classes: ["other", "building"].map((name, value) => ({ value, name })),
};
const labels = labelMap({
  width: 4,
  height: 3,
  scheme,
  data: Uint8Array.of(0, 1, 0, 0, 1, 255, 0, 1, 0, 0, 1, 1),
});
const apply = (options: MisregistrationNoiseOptions, seed = 0) =>
  misregistrationNoise(options).apply(labels, createRng(seed));

test("a shift moves the map right and down, and ignores what has no label then", () => {
  const { labels: noisy, report } = apply({ shift: [1, 1] });
  expect([...noisy.data]).toEqual([255, 255, 255, 255, 255, 255, 1, 0, 255, 1, 255, 0]);
  expect(report.facts).toEqual({ dx: 1, dy: 1 });
  expect(report).toMatchObject({ valid: 4, changed: 4, newlyIgnored: 7 });
});

test("outside the map the nearest label can be taken", () => {
  const { labels: noisy } = apply({ shift: [-1, 0], outside: "nearest" });
  expect([...noisy.data]).toEqual([1, 0, 0, 0, 255, 255, 1, 1, 0, 1, 1, 1]);
});

test("no shift is no noise, in each of the three ways to say it", () => {
  for (const options of [
    { shift: [0, 0] as [number, number] },
    { distance: 0 },
    { sigma: 0 },
    { shift: [0.4, -0.4] as [number, number] },
  ]) {
    const { labels: noisy, report } = apply(options);
    expect(noisy.data).toEqual(labels.data);
    expect(report).toMatchObject({ changed: 0, noiseRate: 0, newlyIgnored: 0, facts: { dx: 0, dy: 0 } });
  }
});

test("a distance fixes the length of the vector and draws its direction", () => {
  const shifts = Array.from({ length: 50 }, (_, seed) => apply({ distance: 100 }, seed).report.facts);
  for (const { dx, dy } of shifts) expect(Math.abs(Math.hypot(Number(dx), Number(dy)) - 100)).toBeLessThan(1);
  expect(new Set(shifts.map(({ dx }) => dx)).size).toBeGreaterThan(30);
});

test("sigma is the standard deviation of either coordinate", () => {
  const shifts = Array.from({ length: 400 }, (_, seed) => apply({ sigma: 50 }, seed).report.facts);
  for (const key of ["dx", "dy"]) {
    const variance = shifts.reduce((sum, facts) => sum + Number(facts[key]) ** 2, 0) / shifts.length;
    expect(Math.abs(variance / 2500 - 1)).toBeLessThan(4 * Math.sqrt(2 / shifts.length)); // chi-squared, four deviations
  }
});

test("a shift beyond the map leaves nothing", () => {
  const { report } = apply({ shift: [9, 0] });
  expect(report).toMatchObject({ valid: 0, changed: 0, noiseRate: 0, newlyIgnored: 11 });
});

test("two ways at once, or none, are refused", () => {
  expect(() => misregistrationNoise({})).toThrow("give one of shift, distance or sigma");
  expect(() => misregistrationNoise({ sigma: 1, distance: 2 })).toThrow(
    "give one of shift, distance or sigma",
  );
});
