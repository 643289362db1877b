import * as z from "zod";
import { boundaryShape, checkBoundary } from "./boundary-noise.ts";
import { checkClassConditional, classConditionalShape } from "./class-conditional-noise.ts";
import { checkCoarsening, coarseningShape } from "./coarsening-noise.ts";
import { CommissionNoiseOptions } from "./commission-noise.ts";
import { DisplacementNoiseOptions } from "./displacement-noise.ts";
import { ElasticNoiseOptions } from "./elastic-noise.ts";
import { checkMisregistration, misregistrationShape } from "./misregistration-noise.ts";
import { MissingTilesNoiseOptions } from "./missing-tiles-noise.ts";
import { ObjectAffineNoiseOptions } from "./object-affine-noise.ts";
import { checkObjectShift, objectShiftShape } from "./object-shift-noise.ts";
import { OmissionNoiseOptions } from "./omission-noise.ts";
import { OutdatedNoiseOptions } from "./outdated-noise.ts";
import { ResampledIdsNoiseOptions } from "./resampled-ids-noise.ts";
import { checkRuleMade, ruleMadeShape } from "./rule-made-noise.ts";
import { checkScaled, type ScaledNoiseOptions, scaledShape } from "./scaled-noise.ts";
import { SimplificationNoiseOptions } from "./simplification-noise.ts";

const kind = <Name extends string>(name: Name) => ({ kind: z.literal(name) });

const Single = z.discriminatedUnion("kind", [
  z
    .strictObject({ ...kind("class-conditional"), ...classConditionalShape })
    .superRefine(checkClassConditional),
  z.strictObject({ ...kind("misregistration"), ...misregistrationShape }).superRefine(checkMisregistration),
  z.strictObject({ ...kind("omission"), ...OmissionNoiseOptions.shape }),
  z.strictObject({ ...kind("commission"), ...CommissionNoiseOptions.shape }),
  z.strictObject({ ...kind("boundary"), ...boundaryShape }).superRefine(checkBoundary),
  z.strictObject({ ...kind("object-shift"), ...objectShiftShape }).superRefine(checkObjectShift),
  z.strictObject({ ...kind("object-affine"), ...ObjectAffineNoiseOptions.shape }),
  z.strictObject({ ...kind("displacement"), ...DisplacementNoiseOptions.shape }),
  z.strictObject({ ...kind("elastic"), ...ElasticNoiseOptions.shape }),
  z.strictObject({ ...kind("coarsening"), ...coarseningShape }).superRefine(checkCoarsening),
  z.strictObject({ ...kind("simplification"), ...SimplificationNoiseOptions.shape }),
  z.strictObject({ ...kind("outdated"), ...OutdatedNoiseOptions.shape }),
  z.strictObject({ ...kind("missing-tiles"), ...MissingTilesNoiseOptions.shape }),
  z.strictObject({ ...kind("rule-made"), ...ruleMadeShape }).superRefine(checkRuleMade),
  z.strictObject({ ...kind("resampled-ids"), ...ResampledIdsNoiseOptions.shape }),
]);

const Sequence = z.strictObject({
  ...kind("sequence"),
  /** Noises, applied in this order; sequences may hold sequences. */
  get noises(): z.ZodArray<z.ZodType<LabelNoiseOptions, LabelNoiseOptions>> {
    return z.array(LabelNoiseOptions).min(1);
  },
});

const Mixture = z.strictObject({
  ...kind("mixture"),
  /** Noises of which one is drawn for every label map, in proportion to the weights. */
  get noises(): z.ZodType<Weighted[], Weighted[]> {
    return z.array(z.strictObject({ weight: z.number().min(0), noise: LabelNoiseOptions })).min(1);
  },
});

const Scaled = z
  .strictObject({
    ...kind("scaled"),
    /** The noise that is made weaker or stronger. */
    get noise(): z.ZodType<LabelNoiseOptions, LabelNoiseOptions> {
      return LabelNoiseOptions;
    },
    ...scaledShape,
  })
  .superRefine(checkScaled);

interface Weighted {
  readonly weight: number;
  readonly noise: LabelNoiseOptions;
}

/** Options of every kind of noise, told apart by `kind`; see {@link labelNoise}. */
export const LabelNoiseOptions: z.ZodType<LabelNoiseOptions, LabelNoiseOptions> = z.discriminatedUnion(
  "kind",
  [...Single.options, Sequence, Mixture, Scaled],
);
/** Options of every kind of noise, told apart by `kind`. */
export type LabelNoiseOptions =
  | z.input<typeof Single>
  | { readonly kind: "sequence"; readonly noises: LabelNoiseOptions[] }
  | { readonly kind: "mixture"; readonly noises: Weighted[] }
  | ({ readonly kind: "scaled"; readonly noise: LabelNoiseOptions } & ScaledNoiseOptions);

/** The name of every kind of noise, in the order of the README's table. */
export const labelNoiseKinds: readonly LabelNoiseOptions["kind"][] = Object.freeze([
  ...Single.options.map(({ shape }) => shape.kind.value),
  Sequence.shape.kind.value,
  Mixture.shape.kind.value,
  Scaled.shape.kind.value,
]);
