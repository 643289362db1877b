import type { Rng } from "@undercoat/random";
import { type Geotransform, labelMap, raster, resampleLabels, resampleRaster } from "@undercoat/raster";
import * as z from "zod";
import type { Augmentation } from "./augmentation.ts";
import { ignoreOutside } from "./internal/read-labels.ts";
import type { Scene } from "./scene-dataset.ts";

/** Options of {@link shiftScaleRotate}; all ranges are symmetric and uniform. */
export const ShiftScaleRotateOptions = z.strictObject({
  /** Share of the patch's side by which it moves at most, along each axis. */
  shift: z.number().min(0).max(1).default(0.0625),
  /** Largest change of size: 0.1 is from 0.9 to 1.1. */
  scale: z.number().min(0).max(0.9).default(0.1),
  /** Largest turn to either side, in degrees. */
  rotateDegrees: z.number().min(0).max(180).default(45),
  /** Share of patches that are changed. */
  probability: z.number().min(0).max(1).default(0.5),
});
/** Options of {@link shiftScaleRotate}. */
export type ShiftScaleRotateOptions = z.input<typeof ShiftScaleRotateOptions>;

/**
 * Moves, enlarges and turns a patch about its centre: images bilinear among valid pixels, labels by the nearest pixel.
 * The defaults are those of `ShiftScaleRotate` in Albumentations.
 *
 * Draws: whether, shift x, shift y, scale, turn.
 *
 * @remarks Sine and cosine come from the JavaScript engine: two engines may differ in their last digit.
 *
 * @example
 * ```ts
 * const augmentation = shiftScaleRotate({ rotateDegrees: 15, probability: 1 });
 * ```
 */
export function shiftScaleRotate(options: ShiftScaleRotateOptions = {}): Augmentation {
  const parsed = ShiftScaleRotateOptions.parse(options);
  const { shift, scale, rotateDegrees, probability } = parsed;
  const steepest = (Math.min(rotateDegrees, 45) * Math.PI) / 180;
  const corner = (Math.cos(steepest) + Math.sin(steepest)) / 2;
  const reach = corner / (1 - scale) + shift - 0.5;
  return Object.freeze({
    kind: "augmentation",
    name: "shift-scale-rotate",
    options: parsed,
    margin: (size: number) => Math.ceil(reach * size) + 1,
    apply: (patch: Scene, rng: Rng, { size } = { size: patch.image.width }) => {
      if (rng.next() >= probability) return patch;
      const within = (range: number) => (2 * rng.next() - 1) * range;
      const [dx, dy] = [within(shift) * size, within(shift) * size];
      const factor = 1 / (1 + within(scale));
      const angle = (within(rotateDegrees) * Math.PI) / 180;
      return moved(patch, [factor * Math.cos(angle), factor * Math.sin(angle), dx, dy]);
    },
  });
}

/** Resamples onto a grid whose pixel (column, row) lies at `centre + shift + M · (pixel − centre)` of the patch. */
function moved(
  { id, image, labels }: Scene,
  [a, b, dx, dy]: readonly [number, number, number, number],
): Scene {
  const { width, height } = image;
  const [x, y] = [width / 2, height / 2];
  const from: Geotransform = [0, 1, 0, 0, 0, 1];
  const to: Geotransform = [x + dx - a * x - b * y, a, b, y + dy + b * x - a * y, -b, a];
  const grid = { width, height, geotransform: to, crs: image.crs };
  const changed = resampleRaster(raster({ ...image, geotransform: from }), grid, { method: "bilinear" });
  const classes = resampleLabels(labelMap({ ...labels, crs: image.crs, geotransform: from }), grid);
  return {
    id,
    image: raster({ ...changed, geotransform: null }),
    labels: ignoreOutside(labelMap({ ...classes, geotransform: null }), changed),
  };
}
