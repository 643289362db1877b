import * as z from "zod";

const Ends = z.tuple([z.number(), z.number()]).nullable();

/** `labels.json` of a pilot: how far the noisy labels are from the clean ones, where both were drawn. */
export const PilotLabels = z.strictObject({
  /** Key of the config's `data.labels`. */
  labels: z.string(),
  windows: z.int().min(0),
  pixels: z.int().min(0),
  /** Share of pixels that differ; null where no window has both labels. */
  noiseRate: z.number().nullable(),
  /** 95 % interval by resampling blocks. */
  interval: Ends,
  blocks: z.int().min(0),
  /** Shares of 1, in the order of the scheme. */
  classes: z.array(
    z.strictObject({ name: z.string(), clean: z.number(), noisy: z.number(), iou: z.number().nullable() }),
  ),
  /** By what the disagreement is systematic, or that nothing of the kind was found. */
  verdicts: z.array(z.string()),
});
/** `labels.json`, see the schema. */
export type PilotLabels = z.output<typeof PilotLabels>;

/** `audit.json` of a pilot: the points of the audit that are open, and how many are not. */
export const PilotAudit = z.strictObject({
  open: z.int().min(0),
  findings: z.array(
    z.strictObject({
      rule: z.string(),
      title: z.string(),
      outcome: z.string(),
      isOpen: z.boolean(),
      details: z.array(z.string()),
      who: z.string(),
      question: z.string(),
    }),
  ),
});
/** `audit.json`, see the schema. */
export type PilotAudit = z.output<typeof PilotAudit>;

/** What a pilot recommends. */
export const PilotVerdict = z.enum(["worth it", "not worth it", "cannot tell yet"]);
/** What a pilot recommends. */
export type PilotVerdict = z.output<typeof PilotVerdict>;

/** `pilot.json`: what was asked for, and, at the end, what came out. */
export const PilotFile = z.strictObject({
  schemaVersion: z.literal(1),
  name: z.string(),
  /** The config, and its hash: another one is another pilot. */
  config: z.string(),
  configSha256: z.string(),
  labels: z.string(),
  assumptions: z.string().nullable(),
  scale: z.strictObject({
    seeds: z.array(z.int()),
    pretrainSteps: z.int().min(1),
    finetuneSteps: z.int().min(1),
    patches: z.array(z.int().min(1)),
    seconds: z.number(),
    costs: z.array(z.string()),
  }),
  budgetSeconds: z.number().positive(),
  /** Null until all stages are done. */
  answer: z.strictObject({ verdict: PilotVerdict, lines: z.array(z.string()) }).nullable(),
});
/** `pilot.json`, see the schema. */
export type PilotFile = z.output<typeof PilotFile>;
