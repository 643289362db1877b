import { createRng } from "@undercoat/random";
import { labelMap } from "@undercoat/raster";
import { expect, test } from "vitest";
import { boundaryNoise } from "./boundary-noise.ts";
import { classConditionalNoise } from "./class-conditional-noise.ts";
import { coarseningNoise } from "./coarsening-noise.ts";
import { isLabelNoiseError } from "./errors.ts";
import { labelNoise } from "./from-options.ts";
import type { LabelNoiseOptions } from "./label-noise-options.ts";
import { misregistrationNoise } from "./misregistration-noise.ts";
import { noiseSequence } from "./noise-sequence.ts";
import { omissionNoise } from "./omission-noise.ts";
import { type ScaledNoiseOptions, scaledNoise } from "./scaled-noise.ts";

const scheme = {
  name: "town",
  classes: ["ground", "building", "road"].map((name, value) => ({ value, name })),
};
/** Houses of several sizes, a road, and a few ignored pixels. */
const town = labelMap({
  width: 240,
  height: 200,
  scheme,
  data: Uint8Array.from({ length: 240 * 200 }, (_, pixel) => {
    const [x, y] = [pixel % 240, Math.floor(pixel / 240)];
    if (x < 3) return 255;
    if (y > 95 && y < 104) return 2;
    const side = 5 + ((Math.floor(x / 20) * 7 + Math.floor(y / 20) * 3) % 11);
    return x % 20 < side && y % 20 < side ? 1 : 0;
  }),
});

const reachable: readonly [LabelNoiseOptions, ScaledNoiseOptions][] = [
  [{ kind: "class-conditional", rate: 0.01 }, { pixelErrorRate: 0.2 }],
  [{ kind: "class-conditional", flips: [{ from: 1, to: 0, probability: 0.05 }] }, { pixelErrorRate: 0.05 }],
  [
    {
      kind: "class-conditional",
      transitionMatrix: [
        [0.9, 0.1, 0],
        [0.2, 0.8, 0],
        [0, 0, 1],
      ],
    },
    { iou: 0.5 },
  ],
  [
    { kind: "omission", probability: 0.1 },
    { iou: 0.5, class: "building", tolerance: 0.02 },
  ],
  [{ kind: "commission", rate: 0.1 }, { pixelErrorRate: 0.03 }],
  [
    { kind: "misregistration", distance: 1 },
    { pixelErrorRate: 0.1, tolerance: 0.02 },
  ],
  [{ kind: "boundary", radius: 1 }, { pixelErrorRate: 0.05 }],
  [
    { kind: "boundary", areaChange: 0.1, direction: "erode" },
    { iou: 0.6, class: 1, tolerance: 0.02 },
  ],
  [
    { kind: "object-shift", distance: 1 },
    { pixelErrorRate: 0.1, tolerance: 0.02 },
  ],
  [
    { kind: "object-affine", rotation: 10, scaling: 0.05 },
    { iou: 0.85, tolerance: 0.02 },
  ],
  [{ kind: "displacement", distance: 1 }, { pixelErrorRate: 0.05 }],
  [{ kind: "elastic", alpha: 10 }, { pixelErrorRate: 0.05 }],
  [
    { kind: "coarsening", block: 2 },
    { pixelErrorRate: 0.1, tolerance: 0.03 },
  ],
  [
    {
      kind: "sequence",
      noises: [
        { kind: "omission", probability: 0.1 },
        { kind: "displacement", distance: 2 },
      ],
    },
    { pixelErrorRate: 0.1 },
  ],
];

test.each(reachable)("%j comes to %j, and its own options make it again", (options, level) => {
  const noise = labelNoise({ kind: "scaled", noise: options, ...level });
  const { labels, report } = noise.apply(town, createRng(3));
  const { pixelErrorRate, iou = 1, tolerance = 0.005 } = level;
  const { facts } = report;
  const known = report.iou.filter((value) => value !== null);
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  const reached =
    pixelErrorRate === undefined ? (level.class === undefined ? mean : report.iou[1]!) : report.noiseRate;
  expect(Math.abs(reached! - (pixelErrorRate ?? iou))).toBeLessThanOrEqual(tolerance);
  expect(facts["level"]).toBe(reached);
  expect(Number(facts["tries"])).toBeLessThan(45);
  expect(report.steps?.[0]?.changed).toBe(report.changed);
  expect(labelNoise(JSON.parse(JSON.stringify(noise.options))).apply(town, createRng(3)).labels).toEqual(
    labels,
  );
});

test("level 0 is no noise, and a scaled noise can stand in a sequence", () => {
  const none = scaledNoise(boundaryNoise({ radius: 2 }), { iou: 1, tolerance: 1e-9 });
  expect(none.apply(town, createRng(0)).labels.data).toEqual(town.data);
  const level = scaledNoise(omissionNoise({ probability: 0.1 }), { pixelErrorRate: 0.05, tolerance: 0.01 });
  const { report } = noiseSequence([level]).apply(town, createRng(0));
  expect(Math.abs(report.noiseRate - 0.05)).toBeLessThanOrEqual(0.01);
});

test("a level that cannot be reached is an error with the nearest ones", () => {
  const far = scaledNoise(omissionNoise({ probability: 0.1, classes: ["building"] }), {
    pixelErrorRate: 0.9,
  });
  expect(() => far.apply(town, createRng(0))).toThrowErrorMatchingInlineSnapshot(
    `[LabelNoiseError: omission cannot give a pixel error rate of 0.9 ± 0.005: its strongest form gives 0.2613; choose another level, a wider tolerance, or another noise]`,
  );
  const coarse = scaledNoise(misregistrationNoise({ shift: [1, 0] }), {
    pixelErrorRate: 0.01,
    tolerance: 0.001,
  });
  expect(() => coarse.apply(town, createRng(0))).toThrowErrorMatchingInlineSnapshot(
    `[LabelNoiseError: misregistration cannot give a pixel error rate of 0.01 ± 0.001: the nearest levels found are 0.0000 and 0.0467; choose another level, a wider tolerance, or another noise]`,
  );
  const zero = scaledNoise(classConditionalNoise({ rate: 0 }), { pixelErrorRate: 0.1 });
  expect(() => zero.apply(town, createRng(0))).toThrowErrorMatchingInlineSnapshot(
    `[LabelNoiseError: class-conditional cannot give a pixel error rate of 0.1 ± 0.005: its strongest form gives 0.0000; choose another level, a wider tolerance, or another noise]`,
  );
  const empty = labelMap({ width: 2, height: 1, scheme, data: Uint8Array.of(255, 255) });
  expect(() => coarse.apply(empty, createRng(0))).toThrowErrorMatchingInlineSnapshot(
    `[LabelNoiseError: all 2×1 pixels are ignored (255), but a level of noise needs labelled ones; leave this scene out]`,
  );
});

test("a noise without a strength, and levels that contradict each other, are refused", () => {
  const grid = coarseningNoise({ grid: [0, 10, 0, 0, 0, -10] });
  const error = (() => {
    try {
      return scaledNoise(grid, { iou: 0.5 });
    } catch (caught) {
      return caught;
    }
  })();
  expect(isLabelNoiseError(error, "NO_STRENGTH")).toBe(true);
  const noise = omissionNoise({ probability: 0.1 });
  expect(() => scaledNoise(noise, { iou: 0.5, pixelErrorRate: 0.1 })).toThrowErrorMatchingInlineSnapshot(
    `[LabelNoiseError: scaled: give either pixelErrorRate or iou, but pixelErrorRate and iou are given; see the schema of its options]`,
  );
  expect(() => scaledNoise(noise, { pixelErrorRate: 0.1, class: 1 })).toThrowErrorMatchingInlineSnapshot(
    `[LabelNoiseError: scaled: key "class": class belongs to iou; give an iou, or no class; see the schema of its options]`,
  );
  expect(() => scaledNoise(noise, { pixelErrorRate: 1.1 })).toThrowErrorMatchingInlineSnapshot(
    `[LabelNoiseError: scaled: key "pixelErrorRate": Too big: expected number to be <=1; see the schema of its options]`,
  );
});
