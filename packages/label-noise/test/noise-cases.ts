import { type Band, type ClassScheme, type LabelMap, labelMap, type Raster, raster } from "@undercoat/raster";
import fc from "fast-check";
import type { LabelNoiseOptions, NoiseContext } from "../src/index.ts";

export const scheme: ClassScheme = {
  name: "village",
  classes: ["ground", "building", "road", "water"].map((name, value) => ({ value, name })),
};

/** Options of one kind that change nothing, and options that may change something. */
export interface NoiseCase {
  readonly none: readonly LabelNoiseOptions[];
  readonly some: readonly LabelNoiseOptions[];
}

const rules = [{ class: "water", where: [{ band: "height", max: 3 }] }];
const matrix = [
  [0.7, 0.3, 0, 0],
  [0.2, 0.8, 0, 0],
  [0, 0, 1, 0],
  [0.1, 0.2, 0.3, 0.4],
];
const identity = matrix.map((row, i) => row.map((_, j) => Number(i === j)));

/** Every kind of noise: a new kind that is missing here does not compile, and fails the test. */
export const noiseCases: Readonly<Record<LabelNoiseOptions["kind"], NoiseCase>> = {
  "class-conditional": {
    none: [
      { kind: "class-conditional", rate: 0 },
      { kind: "class-conditional", rate: 0, pattern: "pairflip", per: "object" },
      { kind: "class-conditional", transitionMatrix: identity, draws: "place" },
      { kind: "class-conditional", flips: [{ from: 1, to: 0, probability: 0 }] },
      { kind: "class-conditional", confusion: identity },
    ],
    some: [
      { kind: "class-conditional", rate: 0.4 },
      { kind: "class-conditional", rate: 0.4, pattern: "pairflip", draws: "place" },
      { kind: "class-conditional", transitionMatrix: matrix, draws: "place" },
      { kind: "class-conditional", flips: [{ from: "building", to: 0, probability: 0.5 }], per: "object" },
      { kind: "class-conditional", confusion: matrix, classes: ["building", 3], connectivity: 8 },
    ],
  },
  misregistration: {
    none: [
      { kind: "misregistration", shift: [0, 0] },
      { kind: "misregistration", distance: 0 },
    ],
    some: [
      { kind: "misregistration", shift: [3, -2] },
      { kind: "misregistration", distance: 2, outside: "nearest" },
      { kind: "misregistration", sigma: 2 },
    ],
  },
  omission: {
    none: [{ kind: "omission", probability: 0 }],
    some: [
      { kind: "omission", probability: 0.5 },
      { kind: "omission", probability: 0.3, sizeDependence: 1, classes: ["building"], connectivity: 8 },
    ],
  },
  commission: {
    none: [{ kind: "commission", rate: 0 }],
    some: [
      { kind: "commission", rate: 0.7 },
      { kind: "commission", rate: 1.5, turn: false, classes: [1], tries: 50 },
    ],
  },
  boundary: {
    none: [
      { kind: "boundary", radius: 0 },
      { kind: "boundary", areaChange: 0 },
      { kind: "boundary", radius: 0, mode: "field" },
      { kind: "boundary", radius: 3, share: 0 },
    ],
    some: [
      { kind: "boundary", radius: 2.5 },
      { kind: "boundary", areaChange: 0.5, share: 0.7 },
      { kind: "boundary", areaChange: 0.7, distance: "fixed", direction: "dilate", classes: [1, 2] },
      { kind: "boundary", radius: 2, mode: "field", wavelength: 4 },
    ],
  },
  "object-shift": {
    none: [
      { kind: "object-shift", distance: 0 },
      { kind: "object-shift", relative: 0 },
    ],
    some: [
      { kind: "object-shift", distance: 3 },
      { kind: "object-shift", relative: 0.5, classes: ["road"] },
    ],
  },
  "object-affine": {
    none: [{ kind: "object-affine" }],
    some: [
      { kind: "object-affine", rotation: 40, scaling: 0.4 },
      { kind: "object-affine", rotation: 180, classes: [1] },
    ],
  },
  displacement: {
    none: [{ kind: "displacement", distance: 0 }],
    some: [
      { kind: "displacement", distance: 3 },
      { kind: "displacement", distance: 2, gaussians: 3, spread: 0.05 },
    ],
  },
  elastic: {
    none: [
      { kind: "elastic", alpha: 0 },
      { kind: "elastic", alpha: 30, probability: 0 },
    ],
    some: [
      { kind: "elastic", alpha: 15, sigma: 1 },
      { kind: "elastic", alpha: 30, sigma: 3, probability: 0.5 },
    ],
  },
  coarsening: {
    none: [
      { kind: "coarsening", block: 1 },
      { kind: "coarsening", grid: [500_000, 2, 0, 600_000, 0, -2] },
    ],
    some: [
      { kind: "coarsening", block: 3 },
      { kind: "coarsening", grid: [499_999, 5, 1, 600_003, 1, -5] },
    ],
  },
  simplification: {
    none: [{ kind: "simplification", tolerance: 0 }],
    some: [
      { kind: "simplification", tolerance: 1.5 },
      { kind: "simplification", tolerance: 4, connectivity: 8 },
    ],
  },
  outdated: {
    none: [{ kind: "outdated", earlier: "before", probability: 0 }],
    some: [
      { kind: "outdated", earlier: "before" },
      { kind: "outdated", earlier: "before", probability: 0.5, changes: "new" },
    ],
  },
  "missing-tiles": {
    none: [{ kind: "missing-tiles", probability: 0 }],
    some: [{ kind: "missing-tiles", probability: 0.4, size: 3 }],
  },
  "rule-made": {
    none: [
      { kind: "rule-made", from: "before", probability: 0 },
      { kind: "rule-made", rules, probability: 0 },
    ],
    some: [
      { kind: "rule-made", from: "before", probability: 0.5 },
      { kind: "rule-made", rules },
    ],
  },
  "resampled-ids": {
    none: [{ kind: "resampled-ids", scale: 1 }],
    some: [
      { kind: "resampled-ids", scale: 1.3 },
      { kind: "resampled-ids", scale: 0.45 },
    ],
  },
  sequence: {
    none: [{ kind: "sequence", noises: [{ kind: "omission", probability: 0 }] }],
    some: [
      {
        kind: "sequence",
        noises: [
          { kind: "misregistration", shift: [1, 2], outside: "nearest" },
          { kind: "coarsening", block: 3 },
          { kind: "misregistration", sigma: 1 },
          { kind: "elastic", alpha: 6, sigma: 1 },
        ],
      },
      {
        kind: "sequence",
        noises: [
          { kind: "omission", probability: 0.3 },
          { kind: "boundary", radius: 1 },
        ],
      },
    ],
  },
  mixture: {
    none: [{ kind: "mixture", noises: [{ weight: 2, noise: { kind: "displacement", distance: 0 } }] }],
    some: [
      {
        kind: "mixture",
        noises: [
          { weight: 1, noise: { kind: "coarsening", block: 2 } },
          { weight: 0, noise: { kind: "missing-tiles", probability: 1 } },
          { weight: 3, noise: { kind: "class-conditional", rate: 0.5, draws: "place" } },
        ],
      },
    ],
  },
  scaled: {
    none: [{ kind: "scaled", noise: { kind: "boundary", radius: 1 }, pixelErrorRate: 0, tolerance: 1e-9 }],
    some: [
      {
        kind: "scaled",
        noise: { kind: "class-conditional", rate: 0.1 },
        pixelErrorRate: 0.3,
        tolerance: 0.3,
      },
    ],
  },
};

/** Kinds that make classes which the map does not hold: they are told which, or that is what they are about. */
export const MIXING_KINDS = [
  "class-conditional",
  "resampled-ids",
  "rule-made",
  "outdated",
  "mixture",
  "scaled",
];

/** A map of up to 20 × 16 pixels with rectangles of all classes, some ignored. */
export const clean: fc.Arbitrary<LabelMap> = fc
  .record({
    width: fc.integer({ min: 1, max: 20 }),
    height: fc.integer({ min: 1, max: 16 }),
    boxes: fc.array(
      fc.record({
        x: fc.nat(19),
        y: fc.nat(15),
        right: fc.integer({ min: 1, max: 9 }),
        down: fc.integer({ min: 1, max: 7 }),
        index: fc.constantFrom(0, 1, 1, 2, 3, 255),
      }),
      { maxLength: 9 },
    ),
  })
  .map(({ width, height, boxes }) => {
    const data = new Uint8Array(width * height);
    for (const { x, y, right, down, index } of boxes)
      for (let row = y; row < Math.min(height, y + down); row++)
        for (let column = x; column < Math.min(width, x + right); column++)
          data[row * width + column] = index;
    return labelMap({
      width,
      height,
      scheme,
      data,
      geotransform: [500_000, 2, 0, 600_000, 0, -2],
      crs: { kind: "epsg", code: 32632 },
    });
  });

/** An earlier epoch and an image for a map, both made of it. */
export function contextOf(labels: LabelMap): NoiseContext {
  const { width, height } = labels;
  const before = labels.data.map((index, pixel) =>
    pixel % 7 < 3 && index !== 255 ? (index + 3) % 4 : index,
  );
  const heights = Float32Array.from(before, (_, pixel) => (pixel * 13) % 10);
  const bands: readonly Band[] = [{ name: "height" } as Band];
  const image: Raster = raster({ width, height, bands, data: heights });
  return { otherLabels: { before: labelMap({ ...labels, data: before }) }, image };
}
