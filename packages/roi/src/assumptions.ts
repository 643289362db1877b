import * as z from "zod";
import type { Distribution } from "./distribution.ts";
import { QUANTITY_KEYS, type QuantityKey } from "./quantity-table.ts";

/** One quantity as a file gives it: a value, or a range with its distribution. */
export const QuantityOptions = z.strictObject({
  unit: z.string().min(1),
  value: z.number().optional(),
  distribution: z.enum(["uniform", "triangular", "lognormal"]).optional(),
  low: z.number().optional(),
  likely: z.number().optional(),
  high: z.number().optional(),
  p10: z.number().optional(),
  p90: z.number().optional(),
  /** Where the number comes from. */
  source: z.string().min(1),
});
/** One quantity as a file gives it, see the schema. */
export type QuantityOptions = z.output<typeof QuantityOptions>;

const quantities = Object.fromEntries(
  QUANTITY_KEYS.map((key) => [key, QuantityOptions.optional()]),
) as Record<QuantityKey, z.ZodOptional<typeof QuantityOptions>>;

/** An assumptions file; units and ranges are checked by `parseAssumptions`. */
export const AssumptionsOptions = z.strictObject({
  name: z.string().min(1).default("Noisy pretraining"),
  /** Name of the money; only printed. */
  currency: z.string().min(1).default("money"),
  /** What the gain is used for: the same quality from fewer labels, or a better map from the same labels. */
  goal: z.enum(["fewer-labels", "better-map"]).default("fewer-labels"),
  /** Share of the draws inside an interval. */
  level: z.number().min(0.5).max(0.99).default(0.9),
  draws: z.int().min(1000).max(100_000).default(4000),
  seed: z.int().min(0).default(0),
  compare: z
    .strictObject({
      /** Arm with noisy pretraining. */
      candidate: z.string().min(1),
      /** Arm without it: what would be done otherwise. */
      reference: z.string().min(1),
      /** Arm pretrained on labels of other images: what it saves is not the labels' doing. */
      control: z.string().min(1).optional(),
      /** Which score of a run; of a curve file, what its numbers are called. */
      score: z.enum(["averagePrecision", "bestIou", "iou"]).default("averagePrecision"),
    })
    .optional(),
  quantities: z.strictObject(quantities),
});
/** An assumptions file, see the schema. */
export type AssumptionsOptions = z.input<typeof AssumptionsOptions>;

/** Where a number comes from: the file, the record of a run, or a default that nobody measured. */
export type AssumptionOrigin = "file" | "run record" | "default";

/** One quantity ready to draw from. */
export interface Assumption {
  readonly key: QuantityKey;
  /** As it was given; numbers of `distribution` have this unit. */
  readonly unit: string;
  readonly distribution: Distribution;
  readonly source: string;
  readonly origin: AssumptionOrigin;
}

/** A checked assumptions file, with defaults where it says nothing. */
export interface Assumptions extends Omit<z.output<typeof AssumptionsOptions>, "quantities"> {
  /** Quantities that are known, in the order of the table. */
  readonly quantities: readonly Assumption[];
}
