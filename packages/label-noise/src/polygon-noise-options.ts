import * as z from "zod";
import { checkMisregistration } from "./misregistration-noise.ts";
import { checkObjectShift } from "./object-shift-noise.ts";

const kind = <Name extends string>(name: Name) => ({ kind: z.literal(name) });

/** Options of {@link polygonNoise}, told apart by `kind`. Lengths are in the units of the coordinates. */
export const PolygonNoiseOptions = z.discriminatedUnion("kind", [
  z.strictObject({
    ...kind("omission"),
    /** Probability that a feature of median area is left out. */
    probability: z.number().min(0).max(1),
    /** The probability is multiplied by `(median area / area) ^ sizeDependence`, at most 1. */
    sizeDependence: z.number().default(0),
  }),
  z.strictObject({
    ...kind("commission"),
    /** Invented features over features that are there. */
    rate: z.number().min(0),
    /** Whether copies are turned by right angles at random. */
    turn: z.boolean().default(true),
    /** Places that are tried for every feature, within the bounds of all, before it is given up. */
    tries: z.int().min(1).default(20),
  }),
  z
    .strictObject({
      ...kind("misregistration"),
      /** The shift itself, `[x, y]`. Nothing is drawn. */
      shift: z.tuple([z.number(), z.number()]).optional(),
      /** Length of the shift; its direction is drawn. */
      distance: z.number().min(0).optional(),
      /** Standard deviation of the shift, drawn for x and y. */
      sigma: z.number().min(0).optional(),
    })
    .superRefine(checkMisregistration),
  z
    .strictObject({
      ...kind("object-shift"),
      /** Largest shift along x and along y. */
      distance: z.number().min(0).optional(),
      /** The same as a share of the longer side of the feature's bounds. */
      relative: z.number().min(0).optional(),
    })
    .superRefine(checkObjectShift),
  z.strictObject({
    ...kind("object-affine"),
    /** Largest angle in degrees; drawn from −rotation to rotation, about the centre of the feature's bounds. */
    rotation: z.number().min(0).max(360).default(0),
    /** Lengths are multiplied by 1 − scaling to 1 + scaling. */
    scaling: z.number().min(0).max(0.99).default(0),
  }),
  z.strictObject({
    ...kind("displacement"),
    /** Largest displacement of a corner, along x and along y. */
    distance: z.number().min(0),
    /** Gaussians that are summed, for x and for y. */
    gaussians: z.int().min(1).max(1000).default(30),
    /** Largest variance of a Gaussian, where the sides of the bounds of all features are 1. */
    spread: z.number().positive().max(1).default(0.002),
  }),
  z.strictObject({
    ...kind("simplification"),
    /** How far a corner that is left out may lie from the simplified outline. */
    tolerance: z.number().min(0),
  }),
]);
/** Options of {@link polygonNoise}, told apart by `kind`. */
export type PolygonNoiseOptions = z.input<typeof PolygonNoiseOptions>;

/** The name of every kind of noise on features. */
export const polygonNoiseKinds: readonly PolygonNoiseOptions["kind"][] = Object.freeze(
  PolygonNoiseOptions.options.map(({ shape }) => shape.kind.value),
);
