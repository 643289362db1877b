import * as z from "zod";

/** Keys of {@link FocalOptions}, for schemas that add to them. */
export const focalShape = {
  /** Power of 1 - p; 0 is cross-entropy. */
  gamma: z.number().nonnegative().default(2),
  /**
   * `softmax`: of the probability of the label. `one-vs-all`: a sigmoid for every class on its own and the mean over
   * classes, as in segmentation_models.pytorch; it does not train the softmax that is predicted with.
   */
  form: z.enum(["softmax", "one-vs-all"]).default("softmax"),
  /** `one-vs-all` only: weight of a pixel's own class; 1 - this is the weight of the others. Null: both 1. */
  alpha: z.number().min(0).max(1).nullable().default(null),
};

interface AlphaAndForm {
  readonly form: string;
  readonly alpha: number | null;
}

/** What `refine` of a schema with {@link focalShape} takes. */
export const alphaAlone = [
  ({ form, alpha }: AlphaAndForm) => form === "one-vs-all" || alpha === null,
  {
    path: ["alpha"],
    message: 'weighs a class against the others, which only the form "one-vs-all" does; leave it out',
  },
] as const satisfies readonly [unknown, { path: string[]; message: string }];

/** Options of `focal`. */
export const FocalOptions = z.strictObject(focalShape).refine(...alphaAlone);
export type FocalOptions = z.input<typeof FocalOptions>;
