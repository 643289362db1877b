import { createRng } from "@undercoat/random";
import { cropLabels, labelMap } from "@undercoat/raster";
import { expect, test } from "vitest";
import { village } from "../test/village.ts";
import { isLabelNoiseError } from "./errors.ts";
import { misregistrationNoise } from "./misregistration-noise.ts";
import { missingTilesNoise } from "./missing-tiles-noise.ts";
import { noiseMixture } from "./noise-mixture.ts";
import { noiseWindow } from "./noise-window.ts";
import { omissionNoise } from "./omission-noise.ts";
import { scaledNoise } from "./scaled-noise.ts";

const labels = village();
const shift = misregistrationNoise({ shift: [2, 0] });
const tiles = missingTilesNoise({ probability: 0.5, size: 20 });

test("noises are drawn in proportion to their weights, within four binomial deviations", () => {
  const mixture = noiseMixture([
    { weight: 3, noise: shift },
    { weight: 0, noise: omissionNoise({ probability: 1 }) },
    { weight: 1, noise: tiles },
  ]);
  const drawn = Array.from({ length: 200 }, (_, seed) => {
    const { report } = mixture.apply(labels, createRng(seed).fork("scene"));
    expect(report.steps?.[0]?.name).toBe(report.facts["drawn"] === 1 ? "misregistration" : "missing-tiles");
    return report.facts["drawn"];
  });
  expect(drawn).not.toContain(2);
  const first = drawn.filter((number) => number === 1).length;
  expect(Math.abs(first - 150)).toBeLessThan(4 * Math.sqrt(200 * 0.75 * 0.25));
});

test("weights that cannot be are refused", () => {
  expect(() => noiseMixture([])).toThrowErrorMatchingInlineSnapshot(
    `[LabelNoiseError: mixture has 0 noises and no weight above 0; give at least one]`,
  );
  expect(() => noiseMixture([{ weight: -1, noise: shift }])).toThrowErrorMatchingInlineSnapshot(
    `[LabelNoiseError: mixture: weight 1 is -1, but a number from 0 was expected; give shares such as 3 and 1]`,
  );
});

test("a class that vanishes is listed, or refused if asked", () => {
  const { report } = omissionNoise({ probability: 1 }).apply(labels, createRng(0));
  expect(report.lostClasses).toEqual([1]);
  const strict = omissionNoise({ probability: 1, lostClasses: "refuse" });
  expect(() => strict.apply(labels, createRng(0))).toThrowErrorMatchingInlineSnapshot(
    `[LabelNoiseError: omission leaves no pixel of class 1 "building", but lostClasses is "refuse"; make it weaker, or report lost classes]`,
  );
  expect(
    strict.apply(
      village(() => 0),
      createRng(0),
    ).report.lostClasses,
  ).toEqual([]);
});

test("a pixel outside of the scheme is named", () => {
  const broken = { ...labels, data: labels.data.map((index, pixel) => (pixel === 1234 ? 9 : index)) };
  expect(() => shift.apply(broken, createRng(0))).toThrowErrorMatchingInlineSnapshot(
    `[LabelNoiseError: pixel 34, 6 holds class index 9, but class scheme "village" has indices 0 to 3 (and 255 = ignored); decode class values with decodeLabels]`,
  );
  const tail = labelMap({ width: 5, height: 1, scheme: labels.scheme, data: new Uint8Array(5) });
  expect(() => shift.apply({ ...tail, data: Uint8Array.of(0, 0, 0, 0, 9) }, createRng(0))).toThrow(
    "pixel 4, 0",
  );
});

test("labels that begin anywhere in a buffer are read as well", () => {
  const buffer = new Uint8Array(labels.data.length + 3);
  buffer.set(labels.data, 3);
  const moved = labelMap({ ...labels, data: buffer.subarray(3) });
  const noise = omissionNoise({ probability: 0.4 });
  const [one, other] = [noise.apply(labels, createRng(1)), noise.apply(moved, createRng(1))];
  expect(other.labels.data).toEqual(one.labels.data);
  expect(other.report).toEqual(one.report);
});

test("a noise that needs the whole scene says so in a window", () => {
  const window = { x: 10, y: 10, width: 20, height: 20 };
  const read = (needed: typeof window) => cropLabels(labels, needed);
  const noise = omissionNoise({ probability: 0.3 });
  expect(() =>
    noiseWindow(noise, createRng(0), { scene: labels, window, read }),
  ).toThrowErrorMatchingInlineSnapshot(
    `[LabelNoiseError: omission with these options needs the whole scene of 200×160 pixels, but a window was asked for; apply it to the scene]`,
  );
  const place = { x: 10, y: 10, width: 200, height: 160 };
  expect(() => noise.apply(read(window), createRng(0), { place })).toThrowErrorMatchingInlineSnapshot(
    `[LabelNoiseError: omission depends on the whole scene of 200×160 pixels, but a window of 20×20 was given; apply it to the scene]`,
  );
  const error = (() => {
    try {
      return noise.apply(read(window), createRng(0), { place });
    } catch (caught) {
      return caught;
    }
  })();
  expect(isLabelNoiseError(error, "WINDOW_UNSUPPORTED")).toBe(true);
  const level = scaledNoise(shift, { pixelErrorRate: 0.1 });
  expect(() => level.apply(read(window), createRng(0), { place })).toThrow(
    "scaled depends on the whole scene",
  );
});
