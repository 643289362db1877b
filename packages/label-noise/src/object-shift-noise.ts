import type { Rng } from "@undercoat/random";
import { IGNORE_INDEX, type LabelMap } from "@undercoat/raster";
import * as z from "zod";
import { chosenClasses } from "./internal/class-indices.ts";
import { Connectivity, classShape, lossShape } from "./internal/class-shape.ts";
import { defineNoise, parsedOptions } from "./internal/define-noise.ts";
import type { Made } from "./internal/noisy-labels.ts";
import { fillObject, type ObjectTable, objectBox, objectNumbers, objectsOf } from "./internal/objects.ts";
import { oneOf } from "./internal/one-of.ts";
import { lengthStrength } from "./internal/strength.ts";
import type { LabelNoise } from "./label-noise.ts";

/** The keys of {@link ObjectShiftNoiseOptions}. */
export const objectShiftShape = {
  /** Largest shift in pixels along x and along y: whole numbers from −distance to distance, all alike if it is whole. */
  distance: z.number().min(0).optional(),
  /** The same as a share of the longer side of the object's box, which counts as 12 pixels at least; AIO2: 0.5. */
  relative: z.number().min(0).optional(),
  connectivity: Connectivity.default(4),
  ...classShape,
  ...lossShape,
};

/** Whether exactly one of the two ways to say the shift is used. */
export const checkObjectShift = oneOf(["distance", "relative"]);

/** Options of {@link objectShiftNoise}. */
export const ObjectShiftNoiseOptions = z.strictObject(objectShiftShape).superRefine(checkObjectShift);
/** Options of {@link objectShiftNoise}. */
export type ObjectShiftNoiseOptions = z.input<typeof ObjectShiftNoiseOptions>;
type Parsed = z.output<typeof ObjectShiftNoiseOptions>;

const SHORTEST_SIDE = 12;

/**
 * Misregistration per object: every object is shifted by a vector of its own, in whole pixels. All are lifted first,
 * leaving the class `into`; then they are laid down one after another, over whatever is there, and cut at the edge.
 *
 * @remarks Two draws per object. The report's facts hold `objects` and `shifted`. Objects cross windows: the whole scene is
 *   needed.
 * @throws {LabelNoiseError} `OPTIONS_REFUSED`; `CLASS_UNKNOWN` from `apply` if the scheme has no such class.
 * @see {@link https://arxiv.org/abs/2403.01641 | Liu et al., AIO2, TGRS 2024}: b = ⌊max(w, h, 12) / 2⌋
 *
 * @example
 * ```ts
 * const { labels: noisy } = objectShiftNoise({ distance: 5, classes: ["building"] }).apply(labels, rng);
 * ```
 */
export function objectShiftNoise(options: ObjectShiftNoiseOptions): LabelNoise {
  const name = "object-shift";
  const parsed = parsedOptions(name, ObjectShiftNoiseOptions, options);
  const { distance, relative = 0, ...rest } = parsed;
  return defineNoise({
    name,
    options: parsed,
    strength: lengthStrength(distance ?? relative * SHORTEST_SIDE, (factor) =>
      objectShiftNoise({
        ...rest,
        ...(distance === undefined ? { relative: relative * factor } : { distance: distance * factor }),
      }),
    ),
    make: (labels, rng) => shiftedObjects(labels, parsed, rng),
  });
}

function shiftedObjects(labels: LabelMap, parsed: Parsed, rng: Rng): Made {
  const { classes, into } = chosenClasses(labels.scheme, parsed);
  const objects = objectsOf(labels, { classes, connectivity: parsed.connectivity });
  const shifts = objectNumbers(objects).map((object) => {
    const most = reachOf(labels, objects, { object, parsed });
    const [x, y] = [rng.next(), rng.next()];
    return { dx: whole(x, most), dy: whole(y, most) };
  });
  const data = labels.data.slice();
  const moves = shifts.flatMap(({ dx, dy }, object) => (dx === 0 && dy === 0 ? [] : [{ object, dx, dy }]));
  for (const { object } of moves) fillObject(data, objects, { object, classIndex: into });
  for (const move of moves) layDown(data, labels, { objects, ...move });
  return { data, facts: { objects: objects.count, shifted: moves.length } };
}

/** A whole number from −most to most; between whole distances, the outermost ones become likelier little by little. */
function whole(draw: number, most: number): number {
  return Math.floor((2 * draw - 1) * (most + 0.5) + 0.5) + 0;
}

function reachOf(
  labels: LabelMap,
  objects: ObjectTable,
  { object, parsed: { distance, relative = 0 } }: { object: number; parsed: Parsed },
): number {
  if (distance !== undefined) return distance;
  const { width, height } = objectBox(objects, { object, margin: 0, labels });
  return Math.floor(Math.max(width, height, SHORTEST_SIDE) * relative);
}

function layDown(
  data: Uint8Array,
  { width, height, data: clean }: LabelMap,
  { objects, object, dx, dy }: { objects: ObjectTable; object: number; dx: number; dy: number },
): void {
  const classIndex = objects.classIndices[object]!;
  for (let run = objects.firstRuns[object]!; run < objects.firstRuns[object + 1]!; run++) {
    const start = objects.starts[run]!;
    const column = start % width;
    const row = (start - column) / width + dy;
    if (row < 0 || row >= height) continue;
    const from = Math.max(0, column + dx);
    const to = Math.min(width, column + objects.ends[run]! - start + dx);
    for (let pixel = row * width + from; pixel < row * width + to; pixel++) {
      if (clean[pixel] !== IGNORE_INDEX) data[pixel] = classIndex;
    }
  }
}
