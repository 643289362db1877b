import { syntheticScene } from "@undercoat/datasets";
import { createRng } from "@undercoat/random";
import { IGNORE_INDEX, labelMap } from "@undercoat/raster";
import { describe, expect, test } from "vitest";
import { clumped, flipped, moved, withoutObjects } from "../../test/planted-spatial.ts";
import { isNoiseEstimationError } from "../errors.ts";
import { type BiasScene, detectBias, type LabelBias } from "./detect-bias.ts";

const rng = createRng(0).fork("bias");
const quick = { rng, resamples: 100, permutations: 999 };
const scenes = Array.from({ length: 6 }, (_, seed) =>
  syntheticScene({ width: 160, height: 160, pixelSize: 0.3 }, createRng(seed)),
);
const first = scenes[0]!;
const small = Array.from({ length: 5 }, (_, seed) =>
  syntheticScene({ width: 112, height: 112 }, createRng(seed)),
);

const findings = ({ factors }: LabelBias) =>
  factors.filter(({ finding }) => finding).map(({ factor }) => factor);
const factorOf = ({ factors }: LabelBias, name: string) => {
  const found = factors.find(({ factor }) => factor === name);
  if (found?.kind !== "factor") throw new RangeError(found?.reason ?? "no such factor");
  return found;
};
/** Halves of every scene. */
const halves = ({ labels }: BiasScene) => ({
  source: {
    names: ["left", "right"],
    data: labels.data.map((_, pixel) => (pixel % labels.width < 80 ? 0 : 1)),
  },
});

test("random flips give a finding in at most 5 of 100 simulations", () => {
  const found = Array.from({ length: 100 }, (_, run) => {
    const { labels: reference, image } = small[run % small.length]!;
    const rate = [0.03, 0.1, 0.25][run % 3]!;
    const labels = flipped(reference, () => rate, createRng(run).fork("flips"));
    const scene = { labels, reference, image };
    const options = { ...quick, resamples: 50, rng: createRng(run) };
    return findings(detectBias([{ ...scene, groups: halves(scene) }], options)).length;
  });
  expect(found.filter((count) => count > 0).length).toBeLessThanOrEqual(5);
});

test("clumps of wrong pixels at random places are found as places at most, in 28 of 30 simulations", () => {
  const found = Array.from({ length: 30 }, (_, run) => {
    const { labels: reference, image } = small[run % small.length]!;
    const labels = clumped(reference, { clumps: 15, radius: 5 }, createRng(run).fork("clumps"));
    const bias = detectBias([{ labels, reference, image }], { ...quick, resamples: 50, rng: createRng(run) });
    return findings(bias).filter((factor) => factor !== "place").length;
  });
  expect(found.filter((count) => count > 0).length).toBeLessThanOrEqual(2);
});

describe("planted biases are found, and the interval holds what was planted", () => {
  test("by class", () => {
    const planted = scenes.map(({ labels: reference }, index) => ({
      labels: flipped(
        reference,
        (pixel) => (reference.data[pixel] === 1 ? 0.15 : 0.05),
        rng.fork(`class ${index}`),
      ),
      reference,
    }));
    const found = factorOf(detectBias(planted, quick), "class");
    expect(found).toMatchObject({
      finding: true,
      verdict: expect.stringMatching(
        /^pixels of building disagree [23]\.\d× as often as those of other classes \[.*\]: systematic$/,
      ),
    });
    expectHeld(found.effect, 3);
  });

  test("by place, with a map", () => {
    const { labels: reference } = first;
    const labels = flipped(reference, (pixel) => (pixel % 160 < 40 ? 0.2 : 0.05), rng.fork("place"));
    const found = detectBias([{ labels, reference }], quick);
    expect(factorOf(found, "place").finding).toBe(true);
    const { rate, columns, rows, windows } = found.places[0]!;
    expect(rate).toHaveLength(columns * rows);
    const mean = (left: boolean) => {
      const inside = Array.from(rate).filter((_, block) => windows[block]!.x < 40 === left);
      return inside.reduce((sum, one) => sum + one, 0) / inside.length;
    };
    expect(mean(true)).toBeCloseTo(0.2, 1);
    expect(mean(false)).toBeCloseTo(0.05, 1);
  });

  test("by object size, in square metres", () => {
    const planted = scenes.map(({ labels: reference }, index) => {
      const probability = (pixels: number) => (pixels < 110 ? 0.6 : 0.1);
      return {
        labels: withoutObjects(reference, { classIndex: 1, probability }, rng.fork(`size ${index}`)).labels,
        reference,
      };
    });
    const found = factorOf(
      detectBias(planted, { ...quick, classes: ["building"] }),
      "missing building by size",
    );
    expect(found.verdict).toMatch(
      /^building objects under [\d.]+ m² are missing [\d.]+× as often as larger ones \[[\d.]+, [\d.]+\]: systematic$/,
    );
    expect(found.effect.low).toBeGreaterThan(1.5);
  });

  test("by image appearance", () => {
    const planted = scenes.map(({ labels: reference, image }, index) => ({
      labels: flipped(
        reference,
        (pixel) => (image.data[pixel * 3 + 1]! < 100 ? 0.2 : 0.05),
        rng.fork(`band ${index}`),
      ),
      reference,
      image,
    }));
    const found = factorOf(detectBias(planted, quick), "band green");
    expect(found).toMatchObject({
      finding: true,
      verdict: expect.stringMatching(/^pixels with green below [\d.]+ disagree/),
    });
  });

  test("by distance to the border", () => {
    const { labels: reference } = first;
    const found = factorOf(
      detectBias([{ labels: moved(reference, [1, 1]), reference }], quick),
      "distance to border",
    );
    expect(found.verdict).toMatch(
      /^pixels within 1 px of an edge disagree, and those farther away never do: systematic$|^pixels within \d px of an edge disagree [\d.]+× as often/,
    );
    expect(found.finding).toBe(true);
  });

  test("by source: one of the scenes' sources, or groups of pixels", () => {
    const planted = scenes.map(({ labels: reference }, index) => ({
      labels: flipped(reference, () => (index < 3 ? 0.12 : 0.06), rng.fork(`source ${index}`)),
      reference,
      groups: { source: index < 3 ? "old" : "new" },
    }));
    const found = factorOf(detectBias(planted, quick), "source");
    expect(found).toMatchObject({
      finding: true,
      verdict: expect.stringMatching(/^pixels of source "(old|new)" disagree/),
    });
    expectHeld(found.effect, found.verdict.includes('"old"') ? 2 : 0.5);
    const { labels: reference } = first;
    const labels = flipped(reference, (pixel) => (pixel % 160 < 80 ? 0.12 : 0.06), rng.fork("halves"));
    const scene = { labels, reference };
    expectHeld(factorOf(detectBias([{ ...scene, groups: halves(scene) }], quick), "source").effect, 2);
  });
});

test("ignored pixels never count: filling them with anything that is ignored changes nothing", () => {
  const { labels: reference, image } = first;
  const labels = flipped(reference, () => 0.1, rng.fork("ignored"));
  const holes = (map: typeof labels) =>
    labelMap({ ...map, data: map.data.map((index, pixel) => (pixel % 7 === 0 ? IGNORE_INDEX : index)) });
  const ours = detectBias([{ labels: holes(labels), reference, image }], quick);
  const invalid = { ...labels, data: holes(labels).data };
  expect(detectBias([{ labels: invalid, reference: holes(reference), image }], quick).known).toBe(ours.known);
  expect(ours.known).toBe(labels.data.length - Math.ceil(labels.data.length / 7));
});

test("the same seed gives the same verdicts", () => {
  const scene = { labels: moved(first.labels, [1, 0]), reference: first.labels, image: first.image };
  expect(detectBias([scene], quick)).toEqual(detectBias([scene], quick));
});

describe("says no", () => {
  const { labels, image } = first;
  test.each([
    ["no scenes", [], "NO_VALID_PIXELS"],
    ["labels that equal the reference", [{ labels, reference: labels }], "NOT_SUPPORTED"],
    [
      "sizes that differ",
      [{ labels, reference: syntheticScene({ width: 64, height: 64 }, rng).labels }],
      "SIZE_MISMATCH",
    ],
    [
      "an image with NaN",
      [{ labels, reference: labels, image: { ...image, data: image.data.map(() => Number.NaN) } }],
      "VALUE_NOT_FINITE",
    ],
    [
      "groups that do not fit",
      [{ labels, reference: labels, groups: { date: { names: ["a"], data: new Uint8Array(3) } } }],
      "SIZE_MISMATCH",
    ],
    [
      "all pixels ignored",
      [{ labels: { ...labels, data: labels.data.map(() => 255) }, reference: labels }],
      "NO_VALID_PIXELS",
    ],
    [
      "classes outside the scheme",
      [{ labels: { ...labels, data: labels.data.map(() => 7) }, reference: labels }],
      "CLASS_UNKNOWN",
    ],
  ] as const)("%s", (_, given, code) => {
    let refused: unknown;
    try {
      detectBias(given, quick);
    } catch (error) {
      refused = error;
    }
    expect(isNoiseEstimationError(refused) && refused.code).toBe(code);
  });

  test("factors that the data cannot tell about say why, and do not burden the others", () => {
    const noisy = flipped(labels, () => 0.1, rng.fork("say why"));
    const { factors } = detectBias([{ labels: noisy, reference: labels, groups: { date: "2021" } }], quick);
    const said = Object.fromEntries(
      factors.flatMap((one) => (one.kind === "factor" ? [] : [[one.factor, one.verdict]])),
    );
    expect(said).toMatchObject({
      "size of field": expect.stringMatching(
        /^no estimate: the reference has \d+ objects, but 20 are needed$/,
      ),
      "image appearance": "no estimate: no image is given",
      date: 'no estimate: all pixels are of one group, "2021"',
    });
  });

  test("few blocks are refused factor by factor", () => {
    const noisy = flipped(labels, () => 0.1, rng.fork("few"));
    const { factors } = detectBias([{ labels: noisy, reference: labels }], { ...quick, blockSize: 80 });
    expect(factors.every(({ kind }) => kind === "no-estimate")).toBe(true);
    expect(factors[0]?.verdict).toMatchInlineSnapshot(
      `"no estimate: at most 4 blocks hold both sides of a comparison, but 16 are needed"`,
    );
  });
});

function expectHeld({ low, high }: { readonly low: number; readonly high: number }, truth: number): void {
  // percentile intervals of 95 %: a little room for the one in twenty
  expect(low).toBeLessThan(truth * 1.05);
  expect(high).toBeGreaterThan(truth / 1.05);
}
