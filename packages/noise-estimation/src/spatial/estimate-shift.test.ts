import { syntheticScene } from "@undercoat/datasets";
import { createRng } from "@undercoat/random";
import { downsampleLabels, IGNORE_INDEX, labelMap, raster } from "@undercoat/raster";
import { describe, expect, test } from "vitest";
import { flipped, grown, moved, withoutObjects } from "../../test/planted-spatial.ts";
import { isNoiseEstimationError } from "../errors.ts";
import { estimateShift } from "./estimate-shift.ts";

const scene = syntheticScene({ width: 192, height: 160 }, createRng(3));
const rng = createRng(0).fork("shift");
const quick = { rng, resamples: 100 };

describe("finds what was planted", () => {
  test.each([
    [0, 0],
    [5, -3],
    [-11, 8],
    [0, 20],
  ])("a shift of %i, %i within 0.1 px of whole pixels", (dx, dy) => {
    const found = estimateShift({ labels: moved(scene.labels, [dx, dy]), reference: scene.labels }, quick);
    expect(Math.hypot(found.dx.value - dx, found.dy.value - dy)).toBeLessThan(0.1);
    // 0.5 m a pixel on the equator, 0.7 % less from north to south on the ellipsoid
    const metres = 0.5 * Math.hypot(found.dx.value, found.dy.value);
    expect(Math.abs(found.metres! - metres)).toBeLessThanOrEqual(0.008 * metres);
    expect(found.score).toBeGreaterThanOrEqual(found.scoreUnshifted - 1e-9);
  });

  test.each([
    [1, 2],
    [5, -3],
    [-6, 7],
  ])("a shift by %i/4, %i/4 of a pixel within 0.3 px", (dx, dy) => {
    const fine = syntheticScene({ width: 640, height: 640 }, createRng(4)).labels;
    const coarse = (labels: typeof fine) => downsampleLabels(labels, 4);
    const input = { labels: coarse(moved(fine, [dx, dy])), reference: coarse(fine) };
    const found = estimateShift(input, { ...quick, maxShift: 8 });
    expect(Math.abs(found.dx.value - dx / 4)).toBeLessThan(0.3);
    expect(Math.abs(found.dy.value - dy / 4)).toBeLessThan(0.3);
  });

  test("within half a pixel under missing, grown and flipped labels at once, and the interval says how well", () => {
    const thinned = withoutObjects(
      scene.labels,
      { classIndex: 1, probability: () => 0.3 },
      rng.fork("omit"),
    ).labels;
    const noisy = flipped(moved(grown(thinned, 1, 1), [6, 4]), () => 0.02, rng.fork("flip"));
    const { dx, dy } = estimateShift({ labels: noisy, reference: scene.labels }, quick);
    expect(Math.hypot(dx.value - 6, dy.value - 4)).toBeLessThan(0.5);
    for (const [one, truth] of [
      [dx, 6],
      [dy, 4],
    ] as const) {
      expect(one.low - 0.5).toBeLessThanOrEqual(truth);
      expect(one.high + 0.5).toBeGreaterThanOrEqual(truth);
    }
  });

  test("against an image and against probabilities, within half a pixel", () => {
    const labels = moved(scene.labels, [4, -6]);
    const image = syntheticScene({ width: 192, height: 160, contrast: 1, noise: 8 }, createRng(3)).image;
    const { width, height } = labels;
    const bands = labels.scheme.classes.map(({ name }) => ({ name }));
    const data = new Float32Array(width * height * bands.length);
    scene.labels.data.forEach((index, pixel) => {
      for (let band = 0; band < bands.length; band++)
        data[pixel * bands.length + band] = index === band ? 0.9 : 0.1;
    });
    for (const reference of [image, raster({ width, height, bands, data })]) {
      const { dx, dy } = estimateShift({ labels, reference }, quick);
      expect(Math.hypot(dx.value - 4, dy.value + 6)).toBeLessThan(0.5);
    }
  });

  test("from the edges of some classes only, and where much is ignored", () => {
    const labels = moved(scene.labels, [3, 3]);
    const data = labels.data.map((index, pixel) => (pixel % labels.width < 70 ? IGNORE_INDEX : index));
    const found = estimateShift(
      { labels: labelMap({ ...labels, data }), reference: scene.labels },
      { ...quick, classes: ["building", 2], blockSize: 16 },
    );
    expect(Math.hypot(found.dx.value - 3, found.dy.value - 3)).toBeLessThan(0.2);
  });
});

test("the same seed gives the same estimate, and inputs stay as they are", () => {
  const labels = moved(scene.labels, [2, 1]);
  const before = labels.data.slice();
  const once = estimateShift({ labels, reference: scene.labels }, quick);
  expect(estimateShift({ labels, reference: scene.labels }, quick)).toEqual(once);
  expect(labels.data).toEqual(before);
});

describe("says no", () => {
  test("labels of other places are refused, in at least 19 of 20 cases", () => {
    const refused = Array.from({ length: 20 }, (_, seed) => {
      const [labels, reference] = [seed, seed + 100].map(
        (one) => syntheticScene({ width: 128, height: 128 }, createRng(one)).labels,
      ) as [typeof scene.labels, typeof scene.labels];
      const [ours, theirs] = [labels, reference].map((one) =>
        labelMap({ ...one, data: one.data.map((index) => (index === 1 ? 1 : 0)) }),
      ) as [typeof labels, typeof labels];
      return codeOf(() => estimateShift({ labels: ours, reference: theirs }, { ...quick, maxShift: 16 }));
    }).filter((code) => code === "NOT_SUPPORTED");
    expect(refused.length).toBeGreaterThanOrEqual(19);
  });

  test("a shift beyond the search is refused with the reason", () => {
    const labels = moved(scene.labels, [12, 0]);
    expect(() =>
      estimateShift({ labels, reference: scene.labels }, { ...quick, maxShift: 8, smoothing: [1.5] }),
    ).toThrow(/^no estimate of a shift: .*larger maxShift$/);
  });

  const { labels, image } = scene;
  const withData = (data: Uint8Array) => ({ ...labels, data });
  test.each([
    [
      "labels of one class",
      () => ({ labels: withData(labels.data.map(() => 1)), reference: labels }),
      "ONE_CLASS",
    ],
    [
      "all pixels ignored",
      () => ({ labels: withData(labels.data.map(() => 255)), reference: labels }),
      "NO_VALID_PIXELS",
    ],
    [
      "a class outside of the scheme",
      () => ({ labels: withData(labels.data.map(() => 9)), reference: labels }),
      "CLASS_UNKNOWN",
    ],
    [
      "sizes that differ",
      () => ({ labels, reference: syntheticScene({ width: 64, height: 64 }, rng).labels }),
      "SIZE_MISMATCH",
    ],
    [
      "data that do not fit",
      () => ({ labels: withData(labels.data.slice(1)), reference: labels }),
      "SIZE_MISMATCH",
    ],
    [
      "another number of classes",
      () => ({
        labels,
        reference: {
          ...labels,
          scheme: { name: "two", classes: labels.scheme.classes.slice(0, 2) },
          data: labels.data.map((index) => index % 2),
        },
      }),
      "SCHEME_MISMATCH",
    ],
    [
      "NaN in the image",
      () => ({
        labels,
        reference: { ...image, data: image.data.map((value, at) => (at === 700 ? Number.NaN : value)) },
      }),
      "VALUE_NOT_FINITE",
    ],
    [
      "an image without valid pixels",
      () => ({ labels, reference: { ...image, validity: new Uint8Array(labels.data.length) } }),
      "NO_VALID_PIXELS",
    ],
  ] as const)("%s", (_, input, code) => {
    expect(codeOf(() => estimateShift(input(), quick))).toBe(code);
  });

  test("NaN where the image is not valid is no matter", () => {
    const validity = new Uint8Array(labels.data.length).fill(1);
    validity[233] = 0;
    const data = image.data.map((value, at) => (at === 700 ? Number.NaN : value));
    const reference = { ...image, data, validity };
    expect(estimateShift({ labels: moved(labels, [2, 0]), reference }, quick).dx.value).toBeCloseTo(2, 0);
  });

  test("too few pixels, unknown classes and options", () => {
    const small = syntheticScene({ width: 16, height: 16 }, createRng(8)).labels;
    expect(() =>
      estimateShift({ labels: small, reference: small }, quick),
    ).toThrowErrorMatchingInlineSnapshot(
      `[NoiseEstimationError: no estimate of a shift: 4 blocks hold data for it, but at least 8 are needed for an interval; give more pixels, or a smaller blockSize]`,
    );
    expect(codeOf(() => estimateShift({ labels, reference: labels }, { ...quick, classes: ["hut"] }))).toBe(
      "CLASS_UNKNOWN",
    );
    expect(codeOf(() => estimateShift({ labels, reference: labels }, { ...quick, maxShift: 1 }))).toBe(
      "OPTIONS_REFUSED",
    );
  });
});

function codeOf(run: () => unknown): string | null {
  try {
    run();
    return null;
  } catch (error) {
    if (!isNoiseEstimationError(error)) throw error;
    return error.code;
  }
}
