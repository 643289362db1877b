import * as z from "zod";

/** Version of {@link ModelDescription}. */
export const MODEL_FORMAT_VERSION = 1;

const Part = z.strictObject({ name: z.string(), options: z.record(z.string(), z.unknown()) });

/** What `undercoat.json` in a model folder says. */
export const ModelDescription = z.strictObject({
  formatVersion: z.literal(MODEL_FORMAT_VERSION),
  kind: z.literal("segmentation-model"),
  /** Name of the factory and the options that rebuild the part. */
  encoder: Part,
  decoder: Part,
  scheme: z.strictObject({
    name: z.string(),
    classes: z.array(
      z.strictObject({ value: z.number(), name: z.string(), colorHint: z.string().exactOptional() }),
    ),
  }),
  bands: z.array(z.strictObject({ name: z.string() })),
  normalisation: z
    .strictObject({ mean: z.array(z.number()), standardDeviation: z.array(z.number()) })
    .nullable(),
  /** Height and width of an image must be multiples of this. */
  sizeMultiple: z.int().min(1),
  /** Under which terms what the model was made from may be used. */
  licences: z
    .array(
      z.strictObject({ of: z.string(), licence: z.string().nullable(), attribution: z.string().nullable() }),
    )
    .default([]),
  /** SHA-256 of files beside this one that hold the weights once more. */
  files: z.record(z.string(), z.string().length(64)).default({}),
  /** Every tensor, input to output; the hash is that of its float32 bytes, little-endian. */
  tensors: z.array(
    z.strictObject({ name: z.string(), shape: z.array(z.int()), sha256: z.string().length(64) }),
  ),
});
export type ModelDescription = z.output<typeof ModelDescription>;
