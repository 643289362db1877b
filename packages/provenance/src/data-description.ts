import * as z from "zod";

/** `2021`, `2021-06`, `2021-06-30`, or two of them around a slash: from / to. */
const DAY = String.raw`\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?`;
const DataDate = z
  .string()
  .regex(new RegExp(`^${DAY}(?:/${DAY})?$`), {
    abort: true,
    error: "a date such as 2021, 2021-06 or 2021-06-30, or from/to",
  })
  .refine(isOrdered, "its first date is later than its last; write from/to");
const Words = z.string().trim().min(1);

/** How labels came about. */
export const LabelMethod = z.enum([
  "hand-traced",
  "surveyed",
  "product",
  "rule-made",
  "machine-made",
  "simulated",
]);
/** How labels came about. */
export type LabelMethod = z.output<typeof LabelMethod>;

/** Files with one origin, as a person describes them. What is left out counts as not known, never as allowed. */
export const SourceDescription = z.strictObject({
  name: Words,
  /** What the files serve as. */
  role: z.enum(["image", "labels", "weights"]),
  /** Files, relative to the description; `*` stands for any part of a file name. */
  files: z.array(Words).min(1),
  /** Where they come from: a place in words, or an address. */
  source: Words.nullable().default(null),
  /** SPDX id or expression where there is one, such as `ODbL-1.0` or `CC-BY-4.0 AND ODbL-1.0`; else the words of the licence. */
  licence: Words.nullable().default(null),
  /** `stated` by whoever publishes the files, `inferred` from something else, or `unclear`. */
  licenceBasis: z.enum(["stated", "inferred", "unclear"]).default("stated"),
  /** Where the licence is stated, or what it was inferred from. */
  licenceNote: Words.nullable().default(null),
  /** The line that the licence asks to be shown. */
  attribution: Words.nullable().default(null),
  /** When the data were taken, drawn or extracted: `2021`, `2021-06`, `2021-06-30`, or from/to. */
  date: DataDate.nullable().default(null),
  /** How labels came about. */
  method: LabelMethod.nullable().default(null),
  /** Name of the imagery that labels were traced from: another source here, or a provider. */
  tracedFrom: Words.nullable().default(null),
  /** Where the provider of that imagery allows labels to be derived from it. */
  tracingTerms: Words.nullable().default(null),
  /** Whether the source changes from day to day. Left out: known for OpenStreetMap alone. */
  changesOften: z.boolean().optional(),
  /** Names of the sources that these files were made from. */
  derivedFrom: z.array(Words).default([]),
  /** What was done to the files since they left their source, in order. */
  transformations: z.array(Words).default([]),
  /** Questions that nobody has answered yet. */
  openPoints: z.array(Words).default([]),
});
/** Files with one origin, every default filled in. */
export type SourceDescription = z.output<typeof SourceDescription>;

/** What the results are meant for; `null` is "not decided", and rules then ask. */
export const IntendedUse = z.strictObject({
  commercial: z.boolean().nullable().default(null),
  /** What leaves the house; `[]` is nothing. */
  publish: z
    .array(z.enum(["model", "maps", "labels", "images"]))
    .nullable()
    .default(null),
});
/** What the results are meant for. */
export type IntendedUse = z.output<typeof IntendedUse>;

/** A point that a person takes on their own account. */
export const Acceptance = z.strictObject({
  /** Id of the rule. */
  rule: Words,
  /** Name of the source; left out: every source. */
  source: Words.optional(),
  reason: Words,
  /** Day of the decision, `2026-11-27`. */
  date: z.iso.date(),
});
/** A point that a person takes on their own account. */
export type Acceptance = z.output<typeof Acceptance>;

/** A data description: what a person writes beside their files. Unknown keys are refused. */
export const DataDescription = z
  .strictObject({
    schemaVersion: z.literal(1).default(1),
    name: Words,
    use: IntendedUse.prefault({}),
    sources: z.array(SourceDescription).min(1),
    accepted: z.array(Acceptance).default([]),
  })
  .superRefine(({ sources }, context) => {
    const names = sources.map(({ name }) => name);
    sources.forEach(({ name, derivedFrom }, index) => {
      if (names.indexOf(name) !== index)
        context.addIssue({
          code: "custom",
          path: ["sources", index, "name"],
          message: `is "${name}", which another source is called; give each its own name`,
        });
      for (const other of derivedFrom)
        if (other === name || !names.includes(other))
          context.addIssue({
            code: "custom",
            path: ["sources", index, "derivedFrom"],
            message: `names "${other}", but other sources are ${names.filter((each) => each !== name).join(", ") || "none"}`,
          });
    });
  });
/** A data description, every default filled in. */
export type DataDescription = z.output<typeof DataDescription>;

function isOrdered(text: string): boolean {
  const [from = "", to = "9999"] = text.split("/");
  return from <= to || to.startsWith(from) || from.startsWith(to);
}
