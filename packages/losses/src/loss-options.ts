import * as z from "zod";
import { CrossEntropyDiceOptions } from "./cross-entropy-dice-options.ts";
import { CrossEntropyOptions } from "./cross-entropy-options.ts";
import { DiceOptions } from "./dice-options.ts";
import { alphaAlone, focalShape } from "./focal-options.ts";
import { GeneralisedCrossEntropyOptions } from "./generalised-cross-entropy-options.ts";
import { HardBootstrappingOptions } from "./hard-bootstrapping-options.ts";
import { JaccardOptions } from "./jaccard-options.ts";
import { JensenShannonOptions } from "./jensen-shannon-options.ts";
import { LovaszOptions } from "./lovasz-options.ts";
import { MeanAbsoluteErrorOptions } from "./mean-absolute-error-options.ts";
import { NoiseRobustDiceOptions } from "./noise-robust-dice-options.ts";
import { NormalisedCrossEntropyOptions } from "./normalised-cross-entropy-options.ts";
import { SoftBootstrappingOptions } from "./soft-bootstrapping-options.ts";
import { SymmetricCrossEntropyOptions } from "./symmetric-cross-entropy-options.ts";
import { TLossOptions } from "./t-loss-options.ts";
import { TransitionOptions } from "./transition-options.ts";
import { TverskyOptions } from "./tversky-options.ts";

const name = <Name extends string>(word: Name) => ({ name: z.literal(word) });

const Single = z.discriminatedUnion("name", [
  z.strictObject({ ...name("cross-entropy"), ...CrossEntropyOptions.shape }),
  z.strictObject({ ...name("dice"), ...DiceOptions.shape }),
  z.strictObject({ ...name("cross-entropy-dice"), ...CrossEntropyDiceOptions.shape }),
  z.strictObject({ ...name("jaccard"), ...JaccardOptions.shape }),
  z.strictObject({ ...name("tversky"), ...TverskyOptions.shape }),
  z.strictObject({ ...name("focal"), ...focalShape }).refine(...alphaAlone),
  z.strictObject({ ...name("lovasz"), ...LovaszOptions.shape }),
  z.strictObject({ ...name("generalised-cross-entropy"), ...GeneralisedCrossEntropyOptions.shape }),
  z.strictObject({ ...name("mean-absolute-error"), ...MeanAbsoluteErrorOptions.shape }),
  z.strictObject({ ...name("symmetric-cross-entropy"), ...SymmetricCrossEntropyOptions.shape }),
  z.strictObject({ ...name("normalised-cross-entropy"), ...NormalisedCrossEntropyOptions.shape }),
  z.strictObject({ ...name("soft-bootstrapping"), ...SoftBootstrappingOptions.shape }),
  z.strictObject({ ...name("hard-bootstrapping"), ...HardBootstrappingOptions.shape }),
  z.strictObject({ ...name("forward-correction"), ...TransitionOptions.shape }),
  z.strictObject({ ...name("backward-correction"), ...TransitionOptions.shape }),
  z.strictObject({ ...name("jensen-shannon"), ...JensenShannonOptions.shape }),
  z.strictObject({ ...name("noise-robust-dice"), ...NoiseRobustDiceOptions.shape }),
  z.strictObject({ ...name("t-loss"), ...TLossOptions.shape }),
]);

/** Losses that a name alone describes: those whose every option has a default. */
export const LossName = z.enum([
  "cross-entropy",
  "dice",
  "cross-entropy-dice",
  "jaccard",
  "tversky",
  "focal",
  "lovasz",
  "generalised-cross-entropy",
  "mean-absolute-error",
  "symmetric-cross-entropy",
  "normalised-cross-entropy",
  "soft-bootstrapping",
  "hard-bootstrapping",
  "jensen-shannon",
  "noise-robust-dice",
  "t-loss",
]);
/** Losses that a name alone describes. */
export type LossName = z.output<typeof LossName>;

const Term = z.strictObject({
  loss: z.union([LossName, Single]),
  /** What the loss is multiplied with. */
  weight: z.number().nonnegative().default(1),
});

const nameOf = ({ loss }: z.output<typeof Term>) => (typeof loss === "string" ? loss : loss.name);

const Sum = z.strictObject({
  ...name("sum"),
  /** Terms with their weights; every loss at most once. */
  losses: z
    .array(Term)
    .min(1)
    .refine((terms) => new Set(terms.map(nameOf)).size === terms.length, {
      message: "a loss stands twice in the sum, where every name may stand once; use a weight instead",
    }),
});

/** A loss as a config file names it: by a name alone, or by `name` and options; see `namedLoss`. */
export const LossOptions = z.union([LossName, z.discriminatedUnion("name", [...Single.options, Sum])]);
export type LossOptions = z.input<typeof LossOptions>;
