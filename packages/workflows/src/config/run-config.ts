import { EngineName } from "@undercoat/engines/options";
import { otherLabelsOf } from "@undercoat/label-noise";
import { LabelNoiseOptions } from "@undercoat/label-noise/options";
import { PlannedTuning } from "@undercoat/layer-analysis/options";
import { LossOptions } from "@undercoat/losses/options";
import { MethodOptions } from "@undercoat/robust-training/options";
import { PretextOptions } from "@undercoat/self-supervised/options";
import { CheckpointRetention } from "@undercoat/training/options";
import * as z from "zod";
import { checkFreezing } from "./check-freezing.ts";
import { checkMethods } from "./check-methods.ts";
import { checkPlans } from "./check-plans.ts";
import { checkPretexts } from "./check-pretexts.ts";
import { classCountsOf } from "./class-counts-of.ts";
import { DataConfig } from "./data-config.ts";
import { DecoderName } from "./decoder-name.ts";
import { DILATED_ENCODERS, EncoderName } from "./encoder-name.ts";
import { ExternalWeights } from "./external-weights.ts";
import { LayerStudyConfig } from "./layer-study-config.ts";
import { MlflowConfig } from "./mlflow-config.ts";
import { RecipeName } from "./recipe-name.ts";
import { type PretrainingKeys, roleComplaint } from "./role-complaint.ts";
import { StageSchedule, type TrainingRecipe, trainingRecipe } from "./training-recipe.ts";

const ModelConfig = z.strictObject({
  encoder: z
    .strictObject({
      name: EncoderName.default("resnet18"),
      /** Factor on the channels; `tiny` has none. */
      width: z.number().positive().max(4).default(0.25),
      /** Image size divided by that of the deepest feature, held at 8 or 16 by dilation. Omitted: 32. */
      outputStride: z.literal([8, 16, 32]).optional(),
    })
    .prefault({}),
  /** Decoder of the pretraining; dropped by the transfer, except by the mode `whole`. */
  pretrainDecoder: DecoderName.default("unet"),
  /** Decoder of the fine-tuning, always drawn anew. */
  finetuneDecoder: DecoderName.default("lateral-fpn"),
});

const stage = (defaults: { steps: number; learningRate: number; patchSize: number }) => ({
  /** Optimizer updates. */
  steps: z.int().min(1).default(defaults.steps),
  batchSize: z.int().min(1).default(4),
  /** Side of the square patches in pixels after `downsample`; a multiple of 32. */
  patchSize: z.int().min(32).multipleOf(32).default(defaults.patchSize),
  learningRate: z.number().positive().default(defaults.learningRate),
  schedule: StageSchedule.default("cosine"),
  ...trainingRecipe,
  /** The eight flips and quarter turns. */
  dihedral: z.boolean().default(true),
});

/** What an arm does with its pretrained weights; see {@link RunConfig}. */
export const ArmMode = z.enum(["frozen", "full", "whole", "none", "planned"]);
/**
 * `frozen`: encoder fixed; `full`: encoder fine-tuned; `whole`: decoder kept too; `none`: no fine-tuning; `planned`: as
 * `finetune.plan` says.
 */
export type ArmMode = z.output<typeof ArmMode>;

const PretrainingKeyed = z.strictObject({
  /**
   * `noisy`: what is judged; `control`: the same labels permuted; `clean`: the upper bound; `self-supervised`: no labels;
   * `external`: not trained here.
   */
  role: z.enum(["noisy", "control", "clean", "self-supervised", "external"]),
  /** Key of `data.labels`; of `self-supervised` only where they say that a pixel is ignored. `external` has none. */
  labels: z.string().optional(),
  /** Every label patch comes from an independently drawn window, so images and labels do not belong together. */
  permuted: z.boolean().default(false),
  /**
   * Noise simulated on these labels, once per scene, before patches are cut. What it takes from other labels (`earlier`,
   * `from`) are keys of `data.labels`; rules look at the bands of the scene's image.
   */
  noise: LabelNoiseOptions.optional(),
  /** Of `self-supervised`: the task, on the same images for as many steps. */
  pretext: PretextOptions.optional(),
  /** Of `external`: where the encoder comes from. */
  weights: ExternalWeights.optional(),
  /** Way of learning from noisy labels, instead of `pretrain.method`; null: none. */
  method: MethodOptions.nullable().optional(),
  /** Added to the seed of the data order: a training that differs in nothing else. */
  order: z.int().min(1).max(1_000_000).optional(),
  /** Overrides `modes` for this pretraining. */
  modes: z.array(ArmMode).min(1).optional(),
});
const Pretraining = PretrainingKeyed.transform(({ labels, ...rest }, { issues }) => {
  if (labels === undefined && rest.role !== "external")
    issues.push({ code: "invalid_type", expected: "string", input: labels, path: ["labels"] });
  return { ...rest, labels: labels ?? "clean" }; // which every run reads
});

/** Options of a run: the whole config file. Unknown keys are refused. */
export const RunConfig = z
  .strictObject({
    schemaVersion: z.literal(1).default(1),
    name: z.string().min(1),
    /** Values that hold where the file says nothing; "undercoat recipe list" names them. */
    recipe: RecipeName.optional(),
    /** Each seed is one repetition of everything; intervals are over seeds. */
    seeds: z.array(z.int().min(0).max(4_000_000_000)).min(1).default([0, 1, 2]),
    engine: EngineName.default("auto"),
    /** Parallel workers; `auto` is one per processor core, at most 8. */
    workers: z
      .union([z.literal("auto"), z.int().min(1).max(64)], { error: '"auto" or a whole number from 1 to 64' })
      .default("auto"),
    data: DataConfig,
    model: ModelConfig.prefault({}),
    /** Loss of both stages: a name, or `{ name, … }` with options of its own. */
    loss: LossOptions.default("cross-entropy-dice"),
    pretrain: z
      .strictObject({
        ...stage({ steps: 600, learningRate: 3e-3, patchSize: 128 }),
        /** Way of learning from noisy labels, of every pretraining, controls included; omitted: none. */
        method: MethodOptions.optional(),
      })
      .prefault({}),
    finetune: z
      .strictObject({
        ...stage({ steps: 100, learningRate: 3e-3, patchSize: 128 }),
        /** Way of learning from noisy labels; omitted: none. */
        method: MethodOptions.optional(),
        /** Number of clean patches. */
        patches: z.int().min(1).default(16),
        /** Learning rate of the mode `whole`, whose decoder is not new. */
        wholeLearningRate: z.number().positive().default(1e-3),
        /**
         * Of the mode `planned`: what is kept, frozen, tuned or drawn anew. A file that "undercoat layers plan" wrote (a path
         * relative to the config file), or the plan itself.
         */
        plan: PlannedTuning.optional(),
      })
      .prefault({}),
    pretrainings: z.record(
      z.string().regex(/^[a-z0-9][a-z0-9-]*$/, "small letters, digits and hyphens"),
      Pretraining,
    ),
    modes: z.array(ArmMode).min(1).default(["frozen", "full", "whole", "none"]),
    layers: z
      .strictObject({
        /** How many of the seeds also train the null (clean labels in another order) and compare layers; 0: none. */
        seeds: z.int().min(0).default(1),
        /** Needed by "undercoat layers study". */
        study: LayerStudyConfig.optional(),
      })
      .prefault({}),
    /** Steps between checkpoints of a training. */
    checkpointEvery: z.int().min(1).default(50),
    /**
     * Checkpoints that stay in `checkpoints/` beside the one to resume from: the `newest` so many, and those after each
     * multiple of `every` steps.
     */
    keepCheckpoints: CheckpointRetention.omit({ last: true }).optional(),
    /** Where curves are sent beside the run folder; what cannot be sent waits there. */
    mlflow: MlflowConfig.optional(),
  })
  .superRefine(checkReferences);
/** A config as a person writes it: defaults may be left out. */
export type RunConfig = z.input<typeof RunConfig>;
/** A config with every default filled in. */
export type ResolvedConfig = z.output<typeof RunConfig>;

type StageKeys = Pick<TrainingRecipe, "freezePlan" | "freezeSchedule"> & {
  steps: number;
  batchSize: number;
  method?: MethodOptions | undefined;
};

interface References {
  seeds: number[];
  data: {
    labels: Record<string, string>;
    scheme: { classes: { value: number; name: string }[] };
    positiveClass?: string | undefined;
  };
  pretrainings: Record<string, PretrainingKeys>;
  modes: string[];
  model: {
    encoder: { name: EncoderName; outputStride?: number | undefined };
    pretrainDecoder: DecoderName;
    finetuneDecoder: DecoderName;
  };
  finetune: StageKeys & { plan?: PlannedTuning | undefined };
  pretrain: StageKeys;
  layers: { study?: LayerStudyConfig | undefined };
  checkpointEvery: number;
  keepCheckpoints?: { every: number } | undefined;
  loss: z.output<typeof LossOptions>;
}

type Complain = (path: (string | number)[], message: string) => void;

/** Which encoders and decoders go together. */
function checkModel({ model }: References, complain: Complain): void {
  const { pretrainDecoder, finetuneDecoder } = model;
  if (pretrainDecoder === "pspnet" && finetuneDecoder !== "pspnet")
    complain(
      ["model", "pretrainDecoder"],
      `"pspnet" trains only the shallow stages of the encoder, but "${finetuneDecoder}" uses all; take pspnet for both, or another decoder here`,
    );
  const { name: encoder, outputStride } = model.encoder;
  if (DILATED_ENCODERS.includes(encoder)) return;
  if (outputStride !== undefined)
    complain(
      ["model", "encoder", "outputStride"],
      `${outputStride} asks for dilation, but "${encoder}" has no dilated form; leave it out, or take one of ${DILATED_ENCODERS.join(", ")}`,
    );
  if ([pretrainDecoder, finetuneDecoder].includes("deeplabv3plus"))
    complain(
      ["model", "encoder", "name"],
      `"${encoder}" has no dilated form, but "deeplabv3plus" needs one; take one of ${DILATED_ENCODERS.join(", ")}, or another decoder`,
    );
}

function checkReferences(config: References, context: z.core.$RefinementCtx): void {
  const complain: Complain = (path, message) => context.addIssue({ code: "custom", path, message });
  const known = Object.keys(config.data.labels);
  const complainOfTwice = (path: (string | number)[], words: readonly (string | number)[]) => {
    const twice = words.find((word, index) => words.indexOf(word) !== index);
    if (twice !== undefined)
      complain(path, `holds ${JSON.stringify(twice)} twice, expected each once; take one away`);
  };
  for (const [name, pretraining] of Object.entries(config.pretrainings)) {
    const { labels, modes } = pretraining;
    const complaint = roleComplaint(pretraining);
    if (complaint !== null) complain(["pretrainings", name, "role"], complaint);
    complainOfTwice(["pretrainings", name, "modes"], modes ?? []);
    if (!known.includes(labels))
      complain(["pretrainings", name, "labels"], `"${labels}" is not in data.labels (${known.join(", ")})`);
    for (const other of pretraining.noise === undefined ? [] : otherLabelsOf(pretraining.noise))
      if (!known.includes(other))
        complain(
          ["pretrainings", name, "noise"],
          `takes the labels "${other}", which are not in data.labels (${known.join(", ")})`,
        );
    if (name === "random")
      complain(["pretrainings", name], 'the name "random" is taken by the arm without pretraining');
    if (`${name}-null` in config.pretrainings)
      complain(
        ["pretrainings", `${name}-null`],
        `the name is taken by the repetition of "${name}"; choose another`,
      );
  }
  checkModel(config, complain);
  checkPlans(config, complain);
  checkMethods(config, complain);
  checkFreezing(config, complain);
  checkPretexts(config, complain);
  const { classes } = config.data.scheme;
  const names = classes.map((entry) => entry.name);
  complainOfTwice(["seeds"], config.seeds);
  complainOfTwice(["modes"], config.modes);
  complainOfTwice(["data", "scheme", "classes"], names);
  complainOfTwice(
    ["data", "scheme", "classes"],
    classes.map(({ value }) => value),
  );
  for (const { path, count } of classCountsOf(config.loss))
    if (count !== classes.length)
      complain(
        ["loss", ...path],
        `has ${count} entries, but the scheme ${classes.length} classes; give one per class`,
      );
  const positive = config.data.positiveClass;
  if (positive !== undefined && !names.includes(positive))
    complain(["data", "positiveClass"], `"${positive}" is not a class of the scheme (${names.join(", ")})`);
}
