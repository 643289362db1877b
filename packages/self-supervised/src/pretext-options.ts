import * as z from "zod";
import { MaskedReconstructionOptions } from "./masked-reconstruction-options.ts";
import { PixelBarlowTwinsOptions } from "./pixel-barlow-twins-options.ts";
import { RotationPredictionOptions } from "./rotation-prediction-options.ts";
import { SimSiamOptions } from "./sim-siam-options.ts";

/** Names of the tasks without labels that a config may give. */
export const PretextName = z.enum([
  "masked-reconstruction",
  "rotation-prediction",
  "pixel-barlow-twins",
  "sim-siam",
]);
/** Names of the tasks. */
export type PretextName = z.output<typeof PretextName>;

const name = <Name extends PretextName>(word: Name) => ({ name: z.literal(word) });

/** A task without labels as a config names it: by a name alone, or by `name` and options; the seed is the run's. */
export const PretextOptions = z.union([
  PretextName,
  z.discriminatedUnion("name", [
    z.strictObject({
      ...name("masked-reconstruction"),
      ...MaskedReconstructionOptions.omit({ seed: true }).shape,
    }),
    z.strictObject({
      ...name("rotation-prediction"),
      ...RotationPredictionOptions.omit({ seed: true }).shape,
    }),
    z.strictObject({ ...name("pixel-barlow-twins"), ...PixelBarlowTwinsOptions.omit({ seed: true }).shape }),
    z.strictObject({ ...name("sim-siam"), ...SimSiamOptions.omit({ seed: true }).shape }),
  ]),
]);
/** A task without labels as a config names it. */
export type PretextOptions = z.input<typeof PretextOptions>;

/** The name of a task that options describe. */
export function pretextNameOf(options: PretextOptions): PretextName {
  return typeof options === "string" ? options : options.name;
}
