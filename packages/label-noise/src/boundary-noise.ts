import type { Rng } from "@undercoat/random";
import type { LabelMap } from "@undercoat/raster";
import * as z from "zod";
import { bendBoundaries } from "./internal/bend-boundaries.ts";
import { chosenClasses } from "./internal/class-indices.ts";
import { classShape } from "./internal/class-shape.ts";
import { moveBoundaries } from "./internal/move-boundaries.ts";
import { type Made, noisyLabels } from "./internal/noisy-labels.ts";
import { objectsOf } from "./internal/objects.ts";
import type { LabelNoise } from "./label-noise.ts";

/** Options of {@link boundaryNoise}. */
export const BoundaryNoiseOptions = z.strictObject({
  /** Largest distance in pixels by which a boundary moves. */
  radius: z.number().min(0),
  /**
   * `objects`: every object is eroded or dilated by one distance of its own.
   * `field`: all boundaries are bent by a smooth random field, in and out along one boundary; uses neither
   * `classes` nor `into`.
   */
  mode: z.enum(["objects", "field"]).default("objects"),
  /** Which way objects may go. */
  direction: z.enum(["both", "erode", "dilate"]).default("both"),
  /** Whether the distance of an object is drawn from 0 to `radius`, or always `radius`. */
  distance: z.enum(["uniform", "fixed"]).default("uniform"),
  /** Pixels between the knots of the field. */
  wavelength: z.int().min(1).default(16),
  /** Whether pixels that touch at a corner belong to one object (8) or not (4). */
  connectivity: z.union([z.literal(4), z.literal(8)]).default(4),
  ...classShape,
});
/** Options of {@link boundaryNoise}. */
export type BoundaryNoiseOptions = z.input<typeof BoundaryNoiseOptions>;

/**
 * Boundary noise: outlines drawn too small, too large, or unsteadily.
 *
 * With `mode: "objects"` every object moves its boundary by a distance of its own (two draws per object, one with `distance: "fixed"`):
 * pixels lost become `into`; pixels won are taken from classes that are not in `classes`, or from lost pixels.
 * Neither the edge of the map nor an ignored pixel is a boundary. With `mode: "field"` all boundaries are bent smoothly.
 *
 * @remarks The report's facts hold `objects`, `eroded` and `dilated`, or `knots`.
 * @throws {LabelNoiseError} `CLASS_UNKNOWN` from `apply` if the scheme has no such class.
 *
 * @example
 * ```ts
 * const { labels: noisy } = boundaryNoise({ radius: 3 }).apply(labels, rng);
 * ```
 */
export function boundaryNoise(options: BoundaryNoiseOptions): LabelNoise {
  const parsed = BoundaryNoiseOptions.parse(options);
  const name = "boundary";
  return Object.freeze({
    kind: "label-noise",
    name,
    options: { kind: name, ...parsed },
    apply(labels: LabelMap, rng: Rng) {
      if (parsed.mode === "objects") return noisyLabels(name, labels, movedObjects(labels, parsed, rng));
      const data = bendBoundaries(labels, parsed, rng);
      const knots =
        (Math.ceil(labels.width / parsed.wavelength) + 1) *
        (Math.ceil(labels.height / parsed.wavelength) + 1);
      return noisyLabels(name, labels, { data, facts: { knots } });
    },
  });
}

function movedObjects(labels: LabelMap, options: z.output<typeof BoundaryNoiseOptions>, rng: Rng): Made {
  const { radius, direction, distance, connectivity } = options;
  const { classes, into } = chosenClasses(labels.scheme, options);
  const moved = objectsOf(labels, { classes, connectivity }).map((object) => {
    const outwards = rng.next() < 0.5;
    const length = radius * (distance === "fixed" ? 1 : rng.next());
    const sign = direction === "dilate" || (direction === "both" && outwards) ? 1 : -1;
    return { object, distance: sign * length };
  });
  const facts = {
    objects: moved.length,
    eroded: moved.filter((one) => one.distance < 0).length,
    dilated: moved.filter((one) => one.distance > 0).length,
  };
  return { data: moveBoundaries(labels, moved, { into, classes }), facts };
}
