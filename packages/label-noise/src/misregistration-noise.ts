import { normals, type Rng, restoreRng } from "@undercoat/random";
import { IGNORE_INDEX, type LabelMap } from "@undercoat/raster";
import * as z from "zod";
import { lossShape } from "./internal/class-shape.ts";
import { defineNoise, parsedOptions } from "./internal/define-noise.ts";
import { grownWindow } from "./internal/grown-window.ts";
import { oneOf } from "./internal/one-of.ts";
import { lengthStrength } from "./internal/strength.ts";
import type { LabelNoise, ScenePlace } from "./label-noise.ts";

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
  ...lossShape,
};

/** Whether exactly one of the three ways to say the shift is used. */
export const checkMisregistration = oneOf(["shift", "distance", "sigma"]);

/** Options of {@link misregistrationNoise}. */
export const MisregistrationNoiseOptions = z
  .strictObject(misregistrationShape)
  .superRefine(checkMisregistration);
/** Options of {@link misregistrationNoise}. */
export type MisregistrationNoiseOptions = z.input<typeof MisregistrationNoiseOptions>;
type Parsed = z.output<typeof MisregistrationNoiseOptions>;

/**
 * Misregistration: the whole label map is shifted by one vector, rounded to whole pixels.
 * Where the shifted map has nothing, or something ignored, labels are ignored unless `outside` says otherwise.
 *
 * @remarks Draws 1 number for `distance`, 4 for `sigma`, none for `shift`. The report's facts hold `dx` (right)
 *   and `dy` (down). Independent of tiling.
 * @throws {LabelNoiseError} `OPTIONS_REFUSED`
 * @see Mnih and Hinton, "Learning to label aerial images from noisy data", ICML 2012
 *
 * @example
 * ```ts
 * const { labels: noisy } = misregistrationNoise({ distance: 5 }).apply(labels, rng);
 * ```
 */
export function misregistrationNoise(options: MisregistrationNoiseOptions): LabelNoise {
  const name = "misregistration";
  const parsed = parsedOptions(name, MisregistrationNoiseOptions, options);
  return defineNoise({
    name,
    options: parsed,
    strength: lengthStrength(lengthOf(parsed), (factor) => misregistrationNoise(scaled(parsed, factor))),
    neededWindow(window, { scene, rng }) {
      const [dx, dy] = wholeShift(parsed, restoreRng(rng.save()));
      return grownWindow(window, Math.max(Math.abs(dx), Math.abs(dy)), scene);
    },
    make(labels: LabelMap, rng: Rng, { place }) {
      const [dx, dy] = wholeShift(parsed, rng);
      return { data: shifted(labels, { dx, dy, outside: parsed.outside, place }), facts: { dx, dy } };
    },
  });
}

function wholeShift(options: Parsed, rng: Rng): readonly [number, number] {
  const [x, y] = drawShift(options, rng);
  return [Math.round(x) + 0, Math.round(y) + 0];
}

function drawShift({ shift, distance, sigma = 0 }: Parsed, rng: Rng): readonly [number, number] {
  if (shift !== undefined) return shift;
  if (distance !== undefined) {
    const angle = 2 * Math.PI * rng.next();
    return [distance * Math.cos(angle), distance * Math.sin(angle)];
  }
  const [x = 0, y = 0] = normals(2, rng);
  return [sigma * x, sigma * y];
}

function lengthOf({ shift, distance, sigma = 0 }: Parsed): number {
  return shift === undefined ? (distance ?? sigma) : Math.hypot(...shift);
}

function scaled(parsed: Parsed, factor: number): MisregistrationNoiseOptions {
  const { shift, distance, sigma, ...rest } = parsed;
  if (shift !== undefined) return { ...rest, shift: [shift[0] * factor, shift[1] * factor] };
  return distance === undefined
    ? { ...rest, sigma: (sigma ?? 0) * factor }
    : { ...rest, distance: distance * factor };
}

interface Shift {
  readonly dx: number;
  readonly dy: number;
  readonly outside: "ignore" | "nearest";
  readonly place: ScenePlace | undefined;
}

/** Rows are copied piece by piece: what lies left of the scene, inside the labels, and right of it. */
function shifted({ data, width, height }: LabelMap, { dx, dy, outside, place }: Shift): Uint8Array {
  const scene = place ?? { x: 0, y: 0, width, height };
  const result = new Uint8Array(data.length).fill(IGNORE_INDEX);
  const first = Math.min(width, Math.max(0, dx));
  const last = Math.max(first, Math.min(width, width + dx));
  for (let row = 0; row < height; row++) {
    const wanted = scene.y + row - dy;
    const isInside = wanted >= 0 && wanted < scene.height;
    const from = Math.min(scene.height - 1, Math.max(0, wanted)) - scene.y;
    if ((!isInside && outside === "ignore") || from < 0 || from >= height) continue;
    const [start, source] = [row * width, from * width];
    result.set(data.subarray(source + first - dx, source + last - dx), start + first);
    if (outside === "ignore") continue;
    if (scene.x === 0) result.fill(data[source]!, start, start + first);
    if (scene.x + width === scene.width) result.fill(data[source + width - 1]!, start + last, start + width);
  }
  return result;
}
