import { blockMajority, repeatBlocks } from "@undercoat/morphology";
import {
  cropLabels,
  type Geotransform,
  IGNORE_INDEX,
  type LabelMap,
  resampleLabels,
} from "@undercoat/raster";
import * as z from "zod";
import { assertClasses } from "./internal/assert-classes.ts";
import { lossShape } from "./internal/class-shape.ts";
import { defineNoise, parsedOptions } from "./internal/define-noise.ts";
import type { Made } from "./internal/noisy-labels.ts";
import { oneOf } from "./internal/one-of.ts";
import { productGrid } from "./internal/product-grid.ts";
import type { LabelNoise } from "./label-noise.ts";

/** The keys of {@link CoarseningNoiseOptions}. */
export const coarseningShape = {
  /** Side of a block in pixels: the pixel of the coarse product over the pixel of the labels. */
  block: z.int().min(1).optional(),
  /**
   * Geotransform of a real product in the CRS of the labels, in GDAL's order: pixels lie where those of the product lie.
   * Its pixels may be turned, and need not be whole multiples of the labels' pixels.
   */
  grid: z
    .tuple([z.number(), z.number(), z.number(), z.number(), z.number(), z.number()])
    .refine(([, a, b, , c, d]) => a * d - b * c !== 0, { error: "pixels of the grid have no area" })
    .optional(),
  ...lossShape,
};

/** Whether exactly one of the two ways to say it is used. */
export const checkCoarsening = oneOf(["block", "grid"]);

/** Options of {@link coarseningNoise}. */
export const CoarseningNoiseOptions = z.strictObject(coarseningShape).superRefine(checkCoarsening);
/** Options of {@link coarseningNoise}. */
export type CoarseningNoiseOptions = z.input<typeof CoarseningNoiseOptions>;

/**
 * Coarsening: every block of `block` × `block` pixels, from the top left corner, takes its most frequent class.
 * Ties go to the lowest class index; ignored pixels do not vote. With `grid`, every pixel of a product's grid takes the
 * class with the largest area under it (ties: the highest index), and every label that of the product's pixel under its
 * centre. Nothing is drawn.
 *
 * @remarks The report's facts hold `coarseWidth` and `coarseHeight`. With `block`, independent of tiling.
 * @throws {LabelNoiseError} `OPTIONS_REFUSED`; from `apply`: `GRID_UNUSABLE` for a grid where the labels have no
 *   geotransform.
 *
 * @example
 * ```ts
 * const { labels: coarse } = coarseningNoise({ block: 33 }).apply(labels, rng); // 10 m from 0.3 m
 * ```
 */
export function coarseningNoise(options: CoarseningNoiseOptions): LabelNoise {
  const name = "coarsening";
  const { block, grid, ...rest } = parsedOptions(name, CoarseningNoiseOptions, options);
  if (grid !== undefined)
    return defineNoise({
      name,
      options: { grid, ...rest },
      make: (labels: LabelMap) => onProduct(labels, grid),
    });
  const side = block ?? 1;
  return defineNoise({
    name,
    options: { block: side, ...rest },
    strength: {
      scaled: (factor) => coarseningNoise({ ...rest, block: 1 + Math.round((side - 1) * factor) }),
      most: ({ width, height }) => (side > 1 ? Math.max(1, (Math.max(width, height) - 1) / (side - 1)) : 1),
    },
    neededWindow(window, { scene }) {
      const x = window.x - (window.x % side);
      const y = window.y - (window.y % side);
      const right = Math.min(scene.width, Math.ceil((window.x + window.width) / side) * side);
      const bottom = Math.min(scene.height, Math.ceil((window.y + window.height) / side) * side);
      return { x, y, width: right - x, height: bottom - y };
    },
    make: (labels: LabelMap, _, { place }) => inBlocks(labels, side, place),
  });
}

/** Blocks begin at multiples of `block` in the scene; what lies left of and above the first one stays as it is. */
function inBlocks(labels: LabelMap, block: number, { x, y } = { x: 0, y: 0 }): Made {
  const left = Math.min(labels.width, (block - (x % block)) % block);
  const top = Math.min(labels.height, (block - (y % block)) % block);
  const [width, height] = [labels.width - left, labels.height - top];
  if (width === 0 || height === 0)
    return { data: labels.data.slice(), facts: { coarseWidth: 0, coarseHeight: 0 } };
  const whole = left === 0 && top === 0;
  const inner = whole ? labels : cropLabels(labels, { x: left, y: top, width, height });
  const coarse = blockMajority(inner, { block });
  const { data } = repeatBlocks(coarse, { block, width, height });
  const facts = { coarseWidth: coarse.width, coarseHeight: coarse.height };
  if (whole) return { data, facts };
  const all = labels.data.slice();
  for (let row = 0; row < height; row++)
    all.set(data.subarray(row * width, (row + 1) * width), (top + row) * labels.width + left);
  return { data: all, facts };
}

function onProduct(labels: LabelMap, geotransform: Geotransform): Made {
  assertClasses(labels);
  const grid = productGrid(labels, geotransform);
  const coarse = resampleLabels(labels, grid, { method: "mode" });
  const { data } = resampleLabels(coarse, labels, { method: "nearest" });
  for (let pixel = 0; pixel < data.length; pixel++) {
    // a product's pixel of ignored labels alone, and labels that are no part of any: as they were
    if (data[pixel] === IGNORE_INDEX) data[pixel] = labels.data[pixel]!;
  }
  return { data, facts: { coarseWidth: grid.width, coarseHeight: grid.height } };
}
