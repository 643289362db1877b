import * as z from "zod";

const Confusion = z.array(z.array(z.int().min(0)));
const Interval = z.tuple([z.number(), z.number()]).nullable();

/** Scores of one test window; shares in 0…1, `null` where undefined (class absent, nothing to rank). */
export const SceneScores = z.strictObject({
  scene: z.string(),
  /** Rows reference, columns predicted, in the order of the scheme's classes. */
  confusion: Confusion,
  /** Pixels outside the count: class 255 or outside the data. */
  ignored: z.int().min(0),
  iou: z.array(z.number().nullable()),
  /** Pixel average precision of the positive class over 256 bins. */
  averagePrecision: z.number().nullable(),
  /** Best IoU of the positive class over 256 thresholds, and that threshold. */
  bestIou: z.number().nullable(),
  bestThreshold: z.number().nullable(),
});
/** Scores of one test window, see the schema. */
export type SceneScores = z.output<typeof SceneScores>;

/** Scores of one arm with one seed, pooled over the test windows and for each of them. */
export const ArmScores = SceneScores.omit({ scene: true }).extend({
  seed: z.int(),
  meanIou: z.number().nullable(),
  overallAccuracy: z.number().nullable(),
  /** Classes in neither the labels nor the prediction; left out of every mean. */
  absentClasses: z.array(z.string()),
  scenes: z.array(SceneScores),
});
/** Scores of one arm with one seed, see the schema. */
export type ArmScores = z.output<typeof ArmScores>;

/** The scores that arms are compared by. */
export const ScoreName = z.enum(["iou", "bestIou", "averagePrecision"]);
/** Name of a score: IoU of the positive class at argmax, at the best threshold, or average precision. */
export type ScoreName = z.output<typeof ScoreName>;

/** Mean over seeds with standard error and 95 % t-interval; both `null` with one seed. */
export const Summary = z.strictObject({
  mean: z.number().nullable(),
  standardError: z.number().nullable(),
  interval: Interval,
  n: z.int().min(0),
});
/** Mean over seeds, see the schema. */
export type Summary = z.output<typeof Summary>;

const Role = z.enum(["random", "noisy", "control", "clean", "self-supervised", "external"]);

/** One arm: where its encoder came from, what was trained, and its scores per seed. */
export const ArmResult = z.strictObject({
  name: z.string(),
  pretraining: z.string().nullable(),
  role: Role,
  mode: z.enum(["frozen", "full", "whole", "none", "planned"]),
  results: z.array(ArmScores),
  summary: z.record(ScoreName, Summary),
});
/** One arm with its scores, see the schema. */
export type ArmResult = z.output<typeof ArmResult>;

/** Paired difference of two arms over the seeds, candidate minus reference, in shares of 1. */
export const Comparison = z.strictObject({
  candidate: z.string(),
  reference: z.string(),
  score: ScoreName,
  mean: z.number(),
  standardError: z.number().nullable(),
  interval: Interval,
  n: z.int().min(1),
  verdict: z.enum(["above", "below", "cannot tell"]),
});
/** Paired difference of two arms, see the schema. */
export type Comparison = z.output<typeof Comparison>;

/** How far a pretraining's labels are from the clean ones over the pretraining windows, measured. */
export const LabelReport = z.strictObject({
  pretraining: z.string(),
  labels: z.string(),
  noiseRate: z.number().nullable(),
  confusion: Confusion,
  iou: z.array(z.number().nullable()),
});
/** Realised noise of one pretraining, see the schema. */
export type LabelReport = z.output<typeof LabelReport>;

/** `metrics.json` of a run folder. Holds no times, so two runs with one seed and engine are identical. */
export const MetricsFile = z.strictObject({
  schemaVersion: z.literal(1),
  name: z.string(),
  engine: z.string(),
  classes: z.array(z.strictObject({ value: z.int(), name: z.string() })),
  positiveClass: z.string(),
  seeds: z.array(z.int()),
  labels: z.array(LabelReport),
  arms: z.array(ArmResult),
  comparisons: z.array(Comparison),
  /** The comparisons in plain words. */
  findings: z.array(z.string()),
});
/** `metrics.json`, see the schema. */
export type MetricsFile = z.output<typeof MetricsFile>;

const MeasureRow = z.strictObject({
  /** Mean over seeds of the divergence in nats; `null` where undefined (constant weights). */
  value: z.number().nullable(),
  /** The same between two clean trainings that differ in data order only. */
  null: z.number().nullable(),
  ratio: z.number().nullable(),
  /** 95 % interval of the ratio over seeds, on the log scale; `null` with one seed. */
  interval: Interval,
});

/** `layers.json` of a run folder: divergence of weight statistics per layer group, against the null. */
export const LayersFile = z.strictObject({
  schemaVersion: z.literal(1),
  name: z.string(),
  reference: z.string(),
  seeds: z.array(z.int()),
  measures: z.array(
    z.strictObject({ name: z.string(), unit: z.string(), options: z.record(z.string(), z.unknown()) }),
  ),
  candidates: z.array(
    z.strictObject({
      pretraining: z.string(),
      groups: z.array(z.strictObject({ group: z.string(), measures: z.record(z.string(), MeasureRow) })),
      summary: z.array(
        z.strictObject({
          measure: z.string(),
          encoder: z.number().nullable(),
          decoder: z.number().nullable(),
        }),
      ),
    }),
  ),
  notes: z.array(z.string()),
});
/** `layers.json`, see the schema. */
export type LayersFile = z.output<typeof LayersFile>;

/** One line of `events.jsonl`. */
export const RunEvent = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("plan"),
    time: z.string(),
    items: z.int(),
    done: z.int(),
    workers: z.int(),
    engine: z.string(),
  }),
  z.strictObject({
    kind: z.literal("item-started"),
    time: z.string(),
    item: z.string(),
    resumedAtStep: z.int().nullable(),
  }),
  z.strictObject({
    kind: z.literal("step"),
    time: z.string(),
    item: z.string(),
    step: z.int(),
    steps: z.int(),
    /** `null` where every label of the batch was ignored: nothing was learnt. */
    loss: z.number().nullable(),
    lossParts: z.record(z.string(), z.number()),
    learningRate: z.number(),
    milliseconds: z.number(),
    /** Of these, drawing or waiting for the batch; not told by runs of before. */
    batchMilliseconds: z.number().optional(),
  }),
  z.strictObject({
    kind: z.literal("item-done"),
    time: z.string(),
    item: z.string(),
    seconds: z.number(),
    /** Of these, drawing or waiting for batches; not told by runs of before. */
    batchSeconds: z.number().optional(),
  }),
  z.strictObject({ kind: z.literal("finished"), time: z.string(), folder: z.string(), seconds: z.number() }),
]);
/** One line of `events.jsonl`, see the schema. */
export type RunEvent = z.output<typeof RunEvent>;
