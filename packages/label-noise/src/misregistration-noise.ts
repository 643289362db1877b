import { normals, type Rng } from "@undercoat/random";
import { IGNORE_INDEX, type LabelMap } from "@undercoat/raster";
import * as z from "zod";
import { noisyLabels } from "./internal/noisy-labels.ts";
import type { LabelNoise } from "./label-noise.ts";

/** The keys of {@link MisregistrationNoiseOptions}. */
export const misregistrationShape = {
  /** The shift itself in pixels: `[right, down]`. Nothing is drawn. */
  shift: z.tuple([z.number(), z.number()]).optional(),
  /** Length of the shift in pixels; its direction is drawn. */
  distance: z.number().min(0).optional(),
  /** Standard deviation of the shift in pixels, drawn for x and y. */
  sigma: z.number().min(0).optional(),
  /** What pixels become whose label lies outside the map: ignored, or the nearest label at the edge. */
  outside: z.enum(["ignore", "nearest"]).default("ignore"),
};

/** Whether exactly one of the three ways to say the shift is used. */
export function sayOneShift(options: {
  readonly shift?: unknown;
  readonly distance?: unknown;
  readonly sigma?: unknown;
}): boolean {
  return [options.shift, options.distance, options.sigma].filter((value) => value !== undefined).length === 1;
}

/** The message of {@link sayOneShift}. */
export const ONE_SHIFT = "give one of shift, distance and sigma";

/** Options of {@link misregistrationNoise}. */
export const MisregistrationNoiseOptions = z
  .strictObject(misregistrationShape)
  .refine(sayOneShift, { error: ONE_SHIFT });
/** Options of {@link misregistrationNoise}. */
export type MisregistrationNoiseOptions = z.input<typeof MisregistrationNoiseOptions>;

/**
 * Misregistration: the whole label map is shifted by one vector, rounded to whole pixels.
 * Where the shifted map has nothing, or something ignored, labels are ignored unless `outside` says otherwise.
 *
 * @remarks Draws 1 number for `distance`, 4 for `sigma`, none for `shift`. The report's facts hold `dx` (right)
 *   and `dy` (down).
 * @see Mnih and Hinton, "Learning to label aerial images from noisy data", ICML 2012
 *
 * @example
 * ```ts
 * const { labels: noisy } = misregistrationNoise({ distance: 5 }).apply(labels, rng);
 * ```
 */
export function misregistrationNoise(options: MisregistrationNoiseOptions): LabelNoise {
  const parsed = MisregistrationNoiseOptions.parse(options);
  const name = "misregistration";
  return Object.freeze({
    kind: "label-noise",
    name,
    options: { kind: name, ...parsed },
    apply(labels: LabelMap, rng: Rng) {
      const [x, y] = drawShift(parsed, rng);
      const [dx, dy] = [Math.round(x) + 0, Math.round(y) + 0];
      return noisyLabels(name, labels, { data: shifted(labels, dx, dy, parsed.outside), facts: { dx, dy } });
    },
  });
}

function drawShift(
  { shift, distance, sigma = 0 }: z.output<typeof MisregistrationNoiseOptions>,
  rng: Rng,
): readonly [number, number] {
  if (shift !== undefined) return shift;
  if (distance !== undefined) {
    const angle = 2 * Math.PI * rng.next();
    return [distance * Math.cos(angle), distance * Math.sin(angle)];
  }
  const [x = 0, y = 0] = normals(2, rng);
  return [sigma * x, sigma * y];
}

function shifted(
  { data, width, height }: LabelMap,
  dx: number,
  dy: number,
  outside: "ignore" | "nearest",
): Uint8Array {
  const result = new Uint8Array(data.length).fill(IGNORE_INDEX);
  for (let row = 0, pixel = 0; row < height; row++) {
    for (let column = 0; column < width; column++, pixel++) {
      const x = Math.min(width - 1, Math.max(0, column - dx));
      const y = Math.min(height - 1, Math.max(0, row - dy));
      const inside = x === column - dx && y === row - dy;
      if (inside || outside === "nearest") result[pixel] = data[y * width + x]!;
    }
  }
  return result;
}
