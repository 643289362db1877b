import * as z from "zod";

/** What a cell of an axis column holds. */
export const AxisValue = z.union([z.string(), z.number(), z.boolean()], {
  error: "a text, a number, true or false",
});
/** What a cell of an axis column holds. */
export type AxisValue = z.output<typeof AxisValue>;

const Name = z
  .string()
  .regex(/^[a-z][A-Za-z0-9_-]*$/, "a small letter, then letters, digits, hyphens and underscores");

/** A dotted key of the config, such as `finetune.patches`; a step `*` stands for every name there that has the rest. */
const Key = z.string().min(1);
const Keys = z.union([Key, z.array(Key).min(1)], { error: "a key, or a list of keys" });

const ValuesAxis = z.strictObject({
  name: Name,
  /** The keys that take the value. */
  key: Keys,
  values: z.array(z.json()).min(1),
});

const PointsAxis = z.strictObject({
  name: Name,
  points: z
    .array(
      z.strictObject({
        /** Columns of the table and what stands in them at this point. Omitted: `name`, and the number of the point. */
        as: z.record(Name, AxisValue).optional(),
        /** Values by key. */
        set: z.record(z.string(), z.json()),
      }),
    )
    .min(1),
});

const Rates = z.array(z.number().positive().max(1)).min(1);

const NoiseAxis = z.strictObject({
  name: z.literal("noise"),
  /** The keys that take the noise, such as `pretrainings.noisy.noise`. */
  key: Keys,
  /** Noises by the name that stands in the column `noise`; each is made as strong as the rates ask. */
  kinds: z.record(z.string().min(1), z.looseObject({ kind: z.string().min(1) })),
  /** Wanted shares of wrong pixels, of all kinds or by kind; realised within `tolerance`; they stand in the column `rate`. */
  rates: z.union([Rates, z.record(z.string(), Rates)], {
    error: "a list of shares above 0, or such a list for every kind",
  }),
  tolerance: z.number().positive().max(1).default(0.005),
});

/** One axis of a study: a key and its values, points that set several keys, or kinds of noise at several rates. */
export const StudyAxis = z.union([NoiseAxis, ValuesAxis, PointsAxis], {
  error: '{ name, key, values }, { name, points: [{ as, set }] } or { name: "noise", key, kinds, rates }',
});
/** One axis of a study. */
export type StudyAxis = z.output<typeof StudyAxis>;

/** A study: a config, and what of it takes several values. The points are all combinations of the axes. */
export const StudyOptions = z.strictObject({
  schemaVersion: z.literal(1).default(1),
  name: z.string().min(1),
  /** Config file, relative to the study file, or the config itself. */
  base: z.union([z.string().min(1), z.record(z.string(), z.json())], {
    error: "the path of a config, or a config",
  }),
  /** Values by key that hold at every point. */
  set: z.record(z.string(), z.json()).default({}),
  axes: z.array(StudyAxis).default([]),
});
/** A study as a person writes it. */
export type StudyOptions = z.input<typeof StudyOptions>;
/** A study with every default filled in. */
export type ResolvedStudy = z.output<typeof StudyOptions>;
