import * as z from "zod";
import { BoundaryNoiseOptions } from "./boundary-noise.ts";
import { classConditionalShape, ONE_WAY, sayOneWay } from "./class-conditional-noise.ts";
import { CoarseningNoiseOptions } from "./coarsening-noise.ts";
import { misregistrationShape, ONE_SHIFT, sayOneShift } from "./misregistration-noise.ts";
import { OmissionNoiseOptions } from "./omission-noise.ts";

const kind = <Name extends string>(name: Name) => ({ kind: z.literal(name) });

const Single = z.discriminatedUnion("kind", [
  z
    .strictObject({ ...kind("class-conditional"), ...classConditionalShape })
    .refine(sayOneWay, { error: ONE_WAY }),
  z
    .strictObject({ ...kind("misregistration"), ...misregistrationShape })
    .refine(sayOneShift, { error: ONE_SHIFT }),
  z.strictObject({ ...kind("omission"), ...OmissionNoiseOptions.shape }),
  z.strictObject({ ...kind("boundary"), ...BoundaryNoiseOptions.shape }),
  z.strictObject({ ...kind("coarsening"), ...CoarseningNoiseOptions.shape }),
]);

const Sequence = z.strictObject({
  ...kind("sequence"),
  /** Noises, applied in this order; sequences may hold sequences. */
  get noises(): z.ZodArray<z.ZodType<LabelNoiseOptions, LabelNoiseOptions>> {
    return z.array(LabelNoiseOptions).min(1);
  },
});

/** Options of every kind of noise, told apart by `kind`; see {@link labelNoise}. */
export const LabelNoiseOptions: z.ZodType<LabelNoiseOptions, LabelNoiseOptions> = z.discriminatedUnion(
  "kind",
  [...Single.options, Sequence],
);
/** Options of every kind of noise, told apart by `kind`. */
export type LabelNoiseOptions =
  | z.input<typeof Single>
  | { readonly kind: "sequence"; readonly noises: LabelNoiseOptions[] };
