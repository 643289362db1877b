import type { Rng } from "@undercoat/random";
import { IGNORE_INDEX, type LabelMap } from "@undercoat/raster";
import * as z from "zod";
import { chosenClasses } from "./internal/class-indices.ts";
import { Connectivity, classShape, lossShape } from "./internal/class-shape.ts";
import { defineNoise, parsedOptions } from "./internal/define-noise.ts";
import type { Made } from "./internal/noisy-labels.ts";
import { objectBox, objectShape, objectsOf } from "./internal/objects.ts";
import { type Stamp, turned } from "./internal/stamp.ts";
import { lengthStrength } from "./internal/strength.ts";
import type { LabelNoise } from "./label-noise.ts";

/** Options of {@link commissionNoise}. */
export const CommissionNoiseOptions = z.strictObject({
  /** Invented objects over objects that are there; a part of an object is one more with that probability. */
  rate: z.number().min(0),
  /** Whether copies are turned by right angles and mirrored at random. */
  turn: z.boolean().default(true),
  /** Places that are tried for every object before it is given up. */
  tries: z.int().min(1).default(20),
  connectivity: Connectivity.default(4),
  ...classShape,
  ...lossShape,
});
/** Options of {@link commissionNoise}. */
export type CommissionNoiseOptions = z.input<typeof CommissionNoiseOptions>;
type Parsed = z.output<typeof CommissionNoiseOptions>;

/**
 * Commission: objects that do not exist, copied from elsewhere on the map to places where every pixel is of the class
 * `into` or ignored. Objects already invented are in the way of the next ones.
 *
 * @remarks One draw for the number of objects, then per object 1 to choose it, 1 to turn it and 2 per place tried. The
 *   report's facts hold `objects`, `invented`, `inventedPixels` and `notPlaced`. The whole scene is needed.
 * @throws {LabelNoiseError} `OPTIONS_REFUSED`; `CLASS_UNKNOWN` from `apply` if the scheme has no such class.
 * @see {@link https://arxiv.org/abs/2403.01641 | Liu et al., AIO2, TGRS 2024}, who paste remembered objects into empty patches
 *
 * @example
 * ```ts
 * const { labels: noisy } = commissionNoise({ rate: 0.2, classes: ["building"] }).apply(labels, rng);
 * ```
 */
export function commissionNoise(options: CommissionNoiseOptions): LabelNoise {
  const name = "commission";
  const parsed = parsedOptions(name, CommissionNoiseOptions, options);
  return defineNoise({
    name,
    options: parsed,
    strength: lengthStrength(parsed.rate, (factor) =>
      commissionNoise({ ...parsed, rate: parsed.rate * factor }),
    ),
    make: (labels, rng) => invented(labels, parsed, rng),
  });
}

function invented(labels: LabelMap, parsed: Parsed, rng: Rng): Made {
  const { classes, into } = chosenClasses(labels.scheme, parsed);
  const objects = objectsOf(labels, { classes, connectivity: parsed.connectivity });
  const data = labels.data.slice();
  const wanted = Math.floor(parsed.rate * objects.count + rng.next());
  const facts = { objects: objects.count, invented: 0, inventedPixels: 0, notPlaced: 0 };
  for (let copy = 0; objects.count > 0 && copy < wanted; copy++) {
    const object = rng.int(objects.count);
    const box = objectBox(objects, { object, margin: 0, labels });
    const shape = objectShape(objects, { object, box, labels });
    const turn = parsed.turn ? rng.int(8) : 0;
    const stamp = turned({ ...box, data: shape }, turn);
    const at = freePlace(labels, data, { stamp, into, tries: parsed.tries, rng });
    if (at === null) facts.notPlaced += 1;
    else {
      facts.invented += 1;
      facts.inventedPixels += pressed(data, labels, { stamp, at, classIndex: objects.classIndices[object]! });
    }
  }
  return { data, facts };
}

/** First pixel of a place without objects, or null if none of the places tried is one. */
function freePlace(
  { width, height, data: clean }: LabelMap,
  data: Uint8Array,
  { stamp, into, tries, rng }: { stamp: Stamp; into: number; tries: number; rng: Rng },
): number | null {
  const [right, down] = [width - stamp.width + 1, height - stamp.height + 1];
  if (right < 1 || down < 1) return null;
  for (let attempt = 0; attempt < tries; attempt++) {
    const x = rng.int(right);
    const at = rng.int(down) * width + x;
    let [isFree, labelled] = [true, 0];
    for (let pixel = 0; isFree && pixel < stamp.data.length; pixel++) {
      if (stamp.data[pixel] === 0) continue;
      const under = at + Math.floor(pixel / stamp.width) * width + (pixel % stamp.width);
      if (clean[under] === into) labelled += 1;
      isFree = data[under] === into || clean[under] === IGNORE_INDEX;
    }
    if (isFree && labelled > 0) return at;
  }
  return null;
}

/** Pixels that became the class. */
function pressed(
  data: Uint8Array,
  { width, data: clean }: LabelMap,
  { stamp, at, classIndex }: { stamp: Stamp; at: number; classIndex: number },
): number {
  let pixels = 0;
  for (let pixel = 0; pixel < stamp.data.length; pixel++) {
    const under = at + Math.floor(pixel / stamp.width) * width + (pixel % stamp.width);
    if (stamp.data[pixel] === 0 || clean[under] === IGNORE_INDEX) continue;
    data[under] = classIndex;
    pixels += 1;
  }
  return pixels;
}
