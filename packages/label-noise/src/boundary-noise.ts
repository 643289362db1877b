import type { Rng } from "@undercoat/random";
import type { LabelMap } from "@undercoat/raster";
import * as z from "zod";
import { bendBoundaries } from "./internal/bend-boundaries.ts";
import { chosenClasses } from "./internal/class-indices.ts";
import { Connectivity, classShape, lossShape } from "./internal/class-shape.ts";
import { defineNoise, parsedOptions } from "./internal/define-noise.ts";
import { type MovedObject, moveBoundaries } from "./internal/move-boundaries.ts";
import type { Made } from "./internal/noisy-labels.ts";
import { objectNumbers, objectsOf } from "./internal/objects.ts";
import { lengthStrength, rateStrength } from "./internal/strength.ts";
import type { LabelNoise } from "./label-noise.ts";

/** The keys of {@link BoundaryNoiseOptions}. */
export const boundaryShape = {
  /** Largest distance in pixels by which a boundary moves. */
  radius: z.number().min(0).optional(),
  /** Instead of a radius: the share by which the area of an object changes at most, in the mode `objects`. */
  areaChange: z.number().min(0).optional(),
  /**
   * `objects`: every object is eroded or dilated by one distance of its own.
   * `field`: all boundaries are bent by a smooth random field, in and out along one boundary; uses neither
   * `classes` nor `into`.
   */
  mode: z.enum(["objects", "field"]).default("objects"),
  /** Which way objects may go. */
  direction: z.enum(["both", "erode", "dilate"]).default("both"),
  /** Whether the distance (or area) of an object is drawn from 0 to the largest, or always the largest. */
  distance: z.enum(["uniform", "fixed"]).default("uniform"),
  /** Share of the objects that are moved, in the mode `objects`. Omitted: all, without a draw. */
  share: z.number().min(0).max(1).optional(),
  /** Pixels between the knots of the field. */
  wavelength: z.int().min(1).default(16),
  /** Whether pixels that touch at a corner belong to one object (8) or not (4). */
  connectivity: Connectivity.default(4),
  ...classShape,
  ...lossShape,
};

/** Refuses options that say nothing, or two things. */
export function checkBoundary(
  { radius, areaChange, mode, share }: Partial<Readonly<Record<keyof typeof boundaryShape, unknown>>>,
  context: z.core.$RefinementCtx,
): void {
  const complain = (message: string) => context.addIssue({ code: "custom", message });
  if ((radius === undefined) === (areaChange === undefined))
    complain(
      `give either radius or areaChange, but ${radius === undefined ? "none of them is" : "both are"} given`,
    );
  else if (mode === "field" && (areaChange !== undefined || share !== undefined))
    complain("areaChange and share belong to objects, but mode is field; give a radius alone");
}

/** Options of {@link boundaryNoise}. */
export const BoundaryNoiseOptions = z.strictObject(boundaryShape).superRefine(checkBoundary);
/** Options of {@link boundaryNoise}. */
export type BoundaryNoiseOptions = z.input<typeof BoundaryNoiseOptions>;
type Parsed = z.output<typeof BoundaryNoiseOptions>;

/**
 * Boundary noise: outlines drawn too small, too large, or unsteadily.
 *
 * With `mode: "objects"` every object moves its boundary by a distance of its own (two draws per object, one with
 * `distance: "fixed"`, one more with `share`): pixels lost become `into`; pixels won are taken from classes that are not
 * in `classes`, or from lost pixels. With `areaChange` the distance is the smallest one that changes the area by the
 * share, if no other object is in the way. Neither the edge of the map nor an ignored pixel is a boundary. With `mode: "field"` all boundaries are bent
 * smoothly.
 *
 * @remarks The report's facts hold `objects`, `eroded` and `dilated`, or `knots`. Time in proportion to the objects'
 *   boxes, whatever the radius; 3 bytes a pixel of memory. Objects cross windows: the whole scene is needed.
 * @throws {LabelNoiseError} `OPTIONS_REFUSED`; `CLASS_UNKNOWN` from `apply` if the scheme has no such class.
 * @see {@link https://arxiv.org/abs/2403.01641 | Liu et al., AIO2, TGRS 2024}, dilation and erosion
 * @see {@link https://arxiv.org/abs/2306.00753 | Gonzalez-Jimenez et al., T-loss, MICCAI 2023}, change of area
 *
 * @example
 * ```ts
 * const { labels: noisy } = boundaryNoise({ radius: 3 }).apply(labels, rng);
 * ```
 */
export function boundaryNoise(options: BoundaryNoiseOptions): LabelNoise {
  const name = "boundary";
  const parsed = parsedOptions(name, BoundaryNoiseOptions, options);
  const { radius, areaChange = 0, ...rest } = parsed;
  return defineNoise({
    name,
    options: parsed,
    strength:
      radius === undefined
        ? rateStrength(areaChange, (scaled) => boundaryNoise({ ...rest, areaChange: scaled }))
        : lengthStrength(radius, (factor) => boundaryNoise({ ...rest, radius: radius * factor })),
    make(labels: LabelMap, rng: Rng) {
      if (parsed.mode === "objects") return movedObjects(labels, parsed, rng);
      const { wavelength } = parsed;
      const data = bendBoundaries(labels, { radius: radius ?? 0, wavelength }, rng);
      const knots = (Math.ceil(labels.width / wavelength) + 1) * (Math.ceil(labels.height / wavelength) + 1);
      return { data, facts: { knots } };
    },
  });
}

function movedObjects(labels: LabelMap, options: Parsed, rng: Rng): Made {
  const { radius, areaChange = 0, direction, distance, connectivity, share } = options;
  const { classes, into } = chosenClasses(labels.scheme, options);
  const objects = objectsOf(labels, { classes, connectivity });
  const moved = objectNumbers(objects).map((object): MovedObject => {
    const isMoved = share === undefined || rng.next() < share;
    const outwards = rng.next() < 0.5;
    const length = (radius ?? areaChange) * (distance === "fixed" ? 1 : rng.next());
    const sign = direction === "dilate" || (direction === "both" && outwards) ? 1 : -1;
    return { object, by: isMoved ? sign * length : 0, unit: radius === undefined ? "area" : "pixels" };
  });
  const facts = {
    objects: moved.length,
    eroded: moved.filter(({ by }) => by < 0).length,
    dilated: moved.filter(({ by }) => by > 0).length,
  };
  return { data: moveBoundaries(labels, moved, { objects, into, classes }), facts };
}
