import type { ArmMode } from "./run-config.ts";

/** One recipe: what it sets, where that comes from, and where it differs from it. */
export interface Recipe {
  readonly description: string;
  readonly source: string;
  /** Where this program does something else than the source, or the source does not say. */
  readonly differences: readonly string[];
  /** Keys of a config; those that are not set keep their defaults. */
  readonly values: Readonly<Record<string, unknown>>;
}

const EPOCHS =
  "the source counts epochs; pretrain.steps keeps its default, set it for your number of patches";
const FLIPS =
  "the source flips with .5 and rotates with .2; dihedral draws one of the eight flips and quarter turns";
const PLATEAU =
  "the source halves the rate on a plateau of a validation score; a run validates nothing while it trains, so the rate is constant";
const modes = (...list: ArmMode[]) => list;

/** Presets of a config by name. Facts of published methods are from their papers and code; the rest is measured here. */
export const RECIPES = {
  quick: {
    description: "A first look: small U-Net, 600 steps, 16 clean patches, 5 seeds, no layer comparison.",
    source: "feasibility study of this project, docs/results.md",
    differences: [],
    values: {
      seeds: [0, 1, 2, 3, 4],
      model: {
        encoder: { name: "resnet18", width: 0.25 },
        pretrainDecoder: "unet",
        finetuneDecoder: "lateral-fpn",
      },
      loss: "cross-entropy-dice",
      pretrain: { steps: 600, batchSize: 4, patchSize: 128, learningRate: 3e-3, schedule: "cosine" },
      finetune: {
        steps: 100,
        batchSize: 4,
        patchSize: 128,
        learningRate: 3e-3,
        schedule: "cosine",
        patches: 16,
        wholeLearningRate: 1e-3,
      },
      modes: modes("frozen", "full", "whole", "none"),
      layers: { seeds: 0 },
    },
  },
  standard: {
    description: "What the results rest on: as quick, with 1000 steps, a null and a comparison of layers.",
    source: "feasibility study of this project, docs/results.md",
    differences: [
      "the study also takes 4 and 64 clean patches: run again with --set finetune.patches=4 and =64",
      "the study also has a masked autoencoder, which a run has not",
    ],
    values: {
      seeds: [0, 1, 2, 3, 4],
      model: {
        encoder: { name: "resnet18", width: 0.25 },
        pretrainDecoder: "unet",
        finetuneDecoder: "lateral-fpn",
      },
      loss: "cross-entropy-dice",
      pretrain: { steps: 1000, batchSize: 4, patchSize: 128, learningRate: 3e-3, schedule: "cosine" },
      finetune: {
        steps: 100,
        batchSize: 4,
        patchSize: 128,
        learningRate: 3e-3,
        schedule: "cosine",
        patches: 16,
        wholeLearningRate: 1e-3,
      },
      modes: modes("frozen", "full", "whole", "none"),
      layers: { seeds: 1 },
    },
  },
  "cromss-single": {
    description: "Pretraining of CromSS with one kind of image and its selection by confidence.",
    source: "Liu et al., CromSS, TGRS 2025, arXiv 2405.01217, and its code",
    differences: [
      PLATEAU,
      FLIPS,
      EPOCHS,
      "the batch size is not stated for one kind of image; pretrain.batchSize keeps its default",
      "the ramp of the selection is 80 of 200 epochs there; rampSteps keeps its default of 400 steps",
      "targets are softened by the labels around a pixel, not by those of other seasons",
    ],
    values: {
      model: { encoder: { name: "resnet50", width: 1 }, pretrainDecoder: "unet" },
      loss: "cross-entropy-dice",
      pretrain: {
        patchSize: 256,
        learningRate: 1e-3,
        schedule: "constant",
        optimizer: "adam",
        weightDecay: 1e-8,
        method: {
          name: "confidence-selection",
          keptShare: 0.5,
          smoothing: { spatial: 0.15, uniform: 0.05, sigma: 3 },
        },
      },
    },
  },
  "cromss-finetune": {
    description: "Fine-tuning of CromSS: FPN on a ResNet-50 that is frozen or not.",
    source: "Liu et al., CromSS, TGRS 2025, arXiv 2405.01217, and its code",
    differences: [
      "of its three decoders this is FPN, as for the OpenStreetMap labels, whose crops have 480 pixels; PSPNet and DeepLabV3+ are --set model.finetuneDecoder=…",
      "the cosine falls to 1e-5 over 40 of 50 epochs there and stays; here over all steps",
      "its frozen encoder goes on adapting running statistics; here frozen is frozen",
      FLIPS,
      "the source counts epochs; finetune.steps keeps its default, set it for your number of patches",
    ],
    values: {
      model: {
        encoder: { name: "resnet50", width: 1 },
        pretrainDecoder: "unet",
        finetuneDecoder: "fpn",
      },
      loss: "cross-entropy-dice",
      finetune: {
        batchSize: 32,
        patchSize: 480,
        learningRate: 5e-4,
        schedule: { name: "cosine", minimum: 1e-5 },
        optimizer: "adam",
      },
      modes: modes("frozen", "full"),
    },
  },
  aio2: {
    description: "AIO2: a plain U-Net from scratch whose teacher adds omitted objects to the labels.",
    source: "Liu et al., AIO2, TGRS 2024, arXiv 2403.01641, and its code",
    differences: [
      EPOCHS,
      "its loss is binary cross-entropy and Dice; here cross-entropy of all classes and Dice",
      "a point of the trigger's curve is an epoch there and 10 steps here; set epochSteps for your number of patches",
      "the edges of added objects are ignored instead of soft; see objectCorrection of @undercoat/robust-training",
    ],
    values: {
      model: { encoder: { name: "plain-unet", width: 1 }, pretrainDecoder: "unet" },
      loss: "cross-entropy-dice",
      pretrain: {
        batchSize: 128,
        learningRate: 1e-3,
        schedule: "constant",
        optimizer: "adam",
        weightDecay: 1e-8,
        method: {
          name: "object-correction",
          teacherDecay: 0.999,
          from: "adaptive",
          windows: [10, 20, 30, 40],
          patience: 25,
          border: 2,
        },
      },
    },
  },
  nyc: {
    description: "As the New York part of the source paper: 4 bands, 288 pixels, U-Net on ResNet-18.",
    source: "Liu et al., IGARSS 2024, doi 10.1109/IGARSS53475.2024.10641089, as far as it is known",
    differences: [
      "optimizer, rate, batch, steps and augmentation are not known; they keep their defaults",
      "bands are near infrared, red, green and blue there; set data.bands for your files",
    ],
    values: {
      data: { bands: [1, 2, 3, 4] },
      model: { encoder: { name: "resnet18", width: 1 }, pretrainDecoder: "unet" },
      loss: "cross-entropy-dice",
      pretrain: { patchSize: 288 },
      finetune: { patchSize: 288 },
    },
  },
  "ssl4eo-s2dw": {
    description:
      "As the Sentinel-2 part of the source paper: 13 bands, Dynamic World labels, U-Net on ResNet-50.",
    source: "Liu et al., IGARSS 2024, doi 10.1109/IGARSS53475.2024.10641089, as far as it is known",
    differences: [
      "patches have 264 pixels there; here crops of 256, as in CromSS, because networks halve sizes five times",
      "optimizer, rate, batch, steps and augmentation are not known; they keep their defaults",
    ],
    values: {
      data: { bands: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13] },
      model: { encoder: { name: "resnet50", width: 1 }, pretrainDecoder: "unet" },
      loss: "cross-entropy-dice",
      pretrain: { patchSize: 256 },
      finetune: { patchSize: 256 },
    },
  },
} as const satisfies Readonly<Record<string, Recipe>>;
