import * as z from "zod";

const Score = z.number().nullable();
const Interval = z.tuple([z.number(), z.number()]).nullable();

/** Scores of a model on the test windows, pooled; shares in 0…1, `null` where undefined. */
export const StudyScores = z.strictObject({
  averagePrecision: Score,
  iou: Score,
  bestIou: Score,
  meanIou: Score,
});
/** Scores of a model, see the schema. */
export type StudyScores = z.output<typeof StudyScores>;

/** How a group came into a model. */
const ExchangeKind = z.enum(["noisy-into-clean", "clean-into-noisy", "rewound"]);

const SeedRow = z.strictObject({
  group: z.string(),
  divergence: Score,
  count: z.int(),
  undefinedTensors: z.array(z.string()),
});

/** `results/seed-…/layers.json` of a study: what was measured with one seed. */
export const SeedLayers = z.strictObject({
  seed: z.int(),
  observations: z.array(
    z.strictObject({
      candidate: z.string(),
      step: z.int(),
      measure: z.string(),
      rows: z.array(SeedRow),
      nulls: z.array(SeedRow),
    }),
  ),
  exchanges: z.array(
    z.strictObject({
      kind: ExchangeKind,
      candidate: z.string(),
      base: StudyScores,
      groups: z.array(z.strictObject({ group: z.string(), scores: StudyScores })),
    }),
  ),
  gradients: z.array(
    z.strictObject({
      candidate: z.string(),
      groups: z.array(
        z.strictObject({ group: z.string(), cleanNorm: Score, noisyNorm: Score, cosine: Score }),
      ),
    }),
  ),
  cka: z.array(z.strictObject({ candidate: z.string(), values: z.array(z.array(Score)) })),
});
/** What was measured with one seed, see the schema. */
export type SeedLayers = z.output<typeof SeedLayers>;

const StudyRow = z.strictObject({
  group: z.string(),
  /** Number of weights or positions behind the value. */
  count: z.int(),
  /** Geometric mean over seeds of the divergence; `null` where undefined (constant weights). */
  value: Score,
  /** The same between two clean trainings that differ in data order only. */
  null: Score,
  ratio: Score,
  /** One ratio per seed. */
  perSeed: z.array(Score),
  /** 95 % t interval of the ratio over seeds on the log scale; `null` with one seed. */
  interval: Interval,
  /** 95 % percentile interval, resampling seeds; too narrow with few. */
  bootstrap: Interval,
  verdict: z.enum(["above", "below", "cannot tell"]),
  undefinedTensors: z.array(z.string()),
});

const Side = z.strictObject({
  encoder: z.number(),
  decoder: z.number(),
  quotient: z.number(),
  interval: Interval,
  verdict: z.enum(["above", "below", "cannot tell"]),
  rule: z.string(),
});

/** `layers.json` of a layer study. */
export const LayerStudyFile = z.strictObject({
  schemaVersion: z.literal(1),
  kind: z.literal("layer-study"),
  name: z.string(),
  engine: z.string(),
  /** The clean pretraining. */
  reference: z.string(),
  seeds: z.array(z.int()),
  steps: z.array(z.int()),
  /** Layer groups, input to output. */
  groups: z.array(z.string()),
  /** Score of the exchanges. */
  score: z.enum(["averagePrecision", "iou", "bestIou"]),
  measures: z.array(
    z.strictObject({ name: z.string(), unit: z.string(), options: z.record(z.string(), z.unknown()) }),
  ),
  candidates: z.array(
    z.strictObject({ name: z.string(), labels: z.string(), noise: z.string().nullable(), noiseRate: Score }),
  ),
  tables: z.array(
    z.strictObject({
      candidate: z.string(),
      step: z.int(),
      measure: z.string(),
      rows: z.array(StudyRow),
      /** Ratios between which the null itself lies from seed to seed (± 1 deviation, all groups); `null` with one seed. */
      nullBand: Interval,
      summary: Side.nullable(),
    }),
  ),
  exchanges: z.array(
    z.strictObject({
      kind: ExchangeKind,
      candidate: z.string(),
      /** Score without an exchange, per seed. */
      base: z.array(Score),
      groups: z.array(
        z.strictObject({
          group: z.string(),
          /** Mean over seeds of the score with the group exchanged minus without, in shares of 1. */
          effect: Score,
          perSeed: z.array(Score),
          interval: Interval,
          /** The effect minus that of the null's group, paired over seeds; `null` for the null itself and for rewinding. */
          beyondNull: z.strictObject({ mean: z.number(), interval: Interval }).nullable(),
        }),
      ),
    }),
  ),
  agreement: z.array(
    z.strictObject({
      candidate: z.string(),
      measure: z.string(),
      /** Spearman's rank correlation between ratio to the null and cost of the noisy group in the clean model. */
      rho: Score,
      perSeed: z.array(Score),
      interval: Interval,
      groups: z.int(),
    }),
  ),
  gradients: SeedLayers.shape.gradients,
  cka: z.array(z.strictObject({ candidate: z.string(), values: z.array(z.array(Score)) })),
  /** Which layers to keep, in plain words, and how sure that is. */
  findings: z.array(z.string()),
  notes: z.array(z.string()),
});
/** `layers.json` of a layer study, see the schema. */
export type LayerStudyFile = z.output<typeof LayerStudyFile>;
