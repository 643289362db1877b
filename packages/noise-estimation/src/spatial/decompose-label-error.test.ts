import { syntheticScene } from "@undercoat/datasets";
import { createRng } from "@undercoat/random";
import { type LabelMap, labelMap } from "@undercoat/raster";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { flipped, grown, moved, withoutObjects } from "../../test/planted-spatial.ts";
import { isNoiseEstimationError } from "../errors.ts";
import {
  decomposeLabelError,
  type ErrorPart,
  type LabelErrorDecomposition,
} from "./decompose-label-error.ts";

const scene = syntheticScene({ width: 192, height: 192 }, createRng(1)).labels;
const rng = createRng(0).fork("parts");
const quick = { rng, maxShift: 10, maxObjectShift: 8, resamples: 100 };
const decompose = (labels: LabelMap, reference = scene) => decomposeLabelError({ labels, reference }, quick);

function shareOf(part: ErrorPart): number {
  if ("kind" in part.share) throw new RangeError(part.share.reason);
  return part.share.value;
}

function sumOf({ shift, boundary, omission, commission, confusion }: LabelErrorDecomposition): number {
  return [shift, boundary, omission, commission, confusion].reduce((sum, { pixels }) => sum + pixels, 0);
}

describe("finds what was planted", () => {
  test("a shift is called shift", () => {
    const found = decompose(moved(scene, [5, -3]));
    expect(shareOf(found.shift)).toBeGreaterThan(0.9);
    expect(found.shift).toMatchObject({ ofAll: expect.any(Number), all: { kind: "shift" } });
    expect(found.shift.ofAll + found.shift.ofObjects).toBe(found.shift.pixels);
    expect(found.summary[0]).toMatch(
      /^shift 9\d % \[.*\]: all labels lie 5\.0 px to the right and -3\.0 px below/,
    );
  });

  test("grown buildings are called boundary, with the sign and size of the bias", () => {
    const found = decompose(grown(scene, 1, 2));
    expect(shareOf(found.boundary)).toBeGreaterThan(0.85);
    expect(found.boundary.bias[0]).toMatchObject({ name: "building", bias: { kind: "boundary-offset" } });
    expect(found.summary[0]).toMatch(/^boundary .* building too fat by 1\.\d px/);
  });

  test.each(["omission", "commission"] as const)(
    "%s of whole buildings is counted, and its interval holds the truth",
    (kind) => {
      const { labels, left, of } = withoutObjects(
        scene,
        { classIndex: 1, probability: () => 0.3 },
        rng.fork(kind),
      );
      const found = kind === "omission" ? decompose(labels) : decompose(scene, labels);
      expect(shareOf(found[kind])).toBeGreaterThan(0.85);
      const { objects } = found[kind];
      if (objects.kind === "no-estimate") throw new RangeError(objects.reason);
      expect(objects.lone).toBe(left);
      expect(objects.of).toBeGreaterThanOrEqual(of); // fields and roads are objects, too
      expect(objects.rate.low).toBeLessThan(left / objects.of);
      expect(objects.rate.high).toBeGreaterThan(left / objects.of);
    },
  );

  test("swapped classes are called confusion, and the pair is named", () => {
    const data = scene.data.map((index) => (index === 3 ? 2 : index));
    const found = decompose(labelMap({ ...scene, data }));
    expect(shareOf(found.confusion)).toBeGreaterThan(0.8);
    expect(found.confusion.pairs[3]![2]).toBe(found.confusion.pixels);
  });

  test("several kinds at once are told apart", () => {
    const thinned = withoutObjects(scene, { classIndex: 1, probability: () => 0.4 }, rng.fork("several"));
    const found = decompose(moved(grown(thinned.labels, 1, 1), [4, 4]));
    expect(found.shift.all).toMatchObject({ kind: "shift" });
    expect(found.boundary.pixels).toBeGreaterThan(0);
    const { objects } = found.omission;
    if (objects.kind === "no-estimate") throw new RangeError(objects.reason);
    const truth = thinned.left / objects.of;
    expect(objects.rate.low).toBeLessThan(truth + 0.05); // the shift hides some at the end of the map
    expect(objects.rate.high).toBeGreaterThan(truth - 0.05);
  });

  test("random flips are no shift", () => {
    const found = decompose(flipped(scene, () => 0.1, rng.fork("flips")));
    expect(found.shift.pixels).toBe(0);
    expect(found.omission.objects).toMatchObject({ lone: 0 });
  });
});

test("the parts add up to all wrong pixels, whatever the labels and whatever is ignored", () => {
  const scheme = { name: "three", classes: ["a", "b", "c"].map((name, value) => ({ value, name })) };
  const map = fc
    .record({ seed: fc.integer(), grain: fc.integer({ min: 1, max: 9 }), ignored: fc.boolean() })
    .map(({ seed, grain, ignored }) => {
      const noise = createRng(seed);
      const coarse = Array.from({ length: 48 * 48 }, () => noise.int(ignored ? 4 : 3));
      const data = Uint8Array.from({ length: 48 * 48 }, (_, pixel) => {
        const [x, y] = [Math.floor((pixel % 48) / grain), Math.floor(pixel / 48 / grain)];
        const index = coarse[y * 48 + x]!;
        return index === 3 ? 255 : index;
      });
      return labelMap({ width: 48, height: 48, scheme, data });
    });
  fc.assert(
    fc.property(map, map, fc.constantFrom(0, "b", null), (labels, reference, background) => {
      const before = labels.data.slice();
      const found = decomposeLabelError(
        { labels, reference },
        { rng, background, maxShift: 4, maxObjectShift: 3, resamples: 50 },
      );
      expect(sumOf(found)).toBe(found.wrong);
      for (const part of [found.shift, found.boundary, found.omission, found.commission, found.confusion])
        expect(part.pixels).toBeGreaterThanOrEqual(0);
      if (background === null) expect(found.omission.pixels + found.commission.pixels).toBe(0);
      expect(found.confusion.pairs.flat().reduce((sum, one) => sum + one, 0)).toBe(found.confusion.pixels);
      expect(labels.data).toEqual(before);
    }),
    { numRuns: 10, seed: 7 },
  );
});

test("labels that equal the reference have nothing to explain, and say so", () => {
  const { wrong, errorRate, summary, shift } = decompose(scene);
  expect({ wrong, errorRate, summary, share: shift.share }).toEqual({
    wrong: 0,
    errorRate: { value: 0, low: 0, high: 0 },
    summary: ["no pixel is wrong"],
    share: { kind: "no-estimate", reason: "no pixel is wrong" },
  });
});

test("labels of one class have no shift, and the reason; the rest is told", () => {
  const found = decompose(labelMap({ ...scene, data: new Uint8Array(scene.data.length) }));
  expect(found.shift.all).toMatchObject({ kind: "no-estimate", reason: expect.stringContaining("no edge") });
  expect(found.omission.pixels).toBe(found.wrong);
});

test("too few pixels are refused with the reason", () => {
  const small = syntheticScene({ width: 16, height: 16 }, createRng(2)).labels;
  let refused: unknown;
  try {
    decomposeLabelError({ labels: small, reference: small }, quick);
  } catch (error) {
    refused = error;
  }
  expect(isNoiseEstimationError(refused, "NOT_SUPPORTED")).toBe(true);
  expect(refused).toHaveProperty(
    "message",
    expect.stringMatching(/^no estimate of the parts of the error: 4 blocks/),
  );
});
