import type { Json } from "@undercoat/jobs";
import { otherLabelsOf } from "@undercoat/label-noise";
import type { ResolvedConfig } from "../config/run-config.ts";
import type { SplitName } from "../run/load-run-data.ts";
import { positiveIndex } from "../run/load-run-data.ts";
import type { ArmItem, Item, PretrainItem } from "../run/plan.ts";
import { weightsFile } from "../run/weights-file.ts";

/** SHA-256 of every input by its path below `data.root`. */
export type InputSums = ReadonlyMap<string, string>;

/** What the facts of an item are taken from. */
export interface FactSource {
  readonly config: ResolvedConfig;
  readonly sums: InputSums;
  /** Engines do not compute the same bits. */
  readonly engine: string;
}

/**
 * Exactly what determines the result of an item, beside the items it needs: two items with equal facts are one. File
 * names, folders and the names of pretrainings are none; contents are.
 */
export function itemFacts(item: Item, source: FactSource): Json {
  const { config, engine } = source;
  const facts = { stage: item.stage, seed: item.seed, engine, ...rasterFacts(config) };
  if (item.stage === "pretrain") return plain({ ...facts, ...pretrainFacts(item, source) });
  if (item.stage === "finetune") return plain({ ...facts, ...finetuneFacts(item, source) });
  return plain({
    ...facts,
    ...normalisationFacts(source),
    positiveClass: positiveIndex(config),
    scheme: config.data.scheme,
    test: splitFacts("test", "clean", source),
  });
}

function rasterFacts({ data: { bands, downsample, align, scheme } }: ResolvedConfig) {
  return { bands, downsample, align, classes: scheme.classes.map(({ value, name }) => ({ value, name })) };
}

function normalisationFacts(source: FactSource) {
  const { normalisation } = source.config.data;
  return {
    normalisation:
      normalisation === "pretraining-windows" ? splitFacts("pretrain", null, source) : normalisation,
  };
}

function pretrainFacts({ pretraining, orderSeed }: PretrainItem, source: FactSource) {
  const { config } = source;
  const { labels, permuted, noise, pretext, weights, method: own } = config.pretrainings[pretraining]!;
  const model = { encoder: config.model.encoder, decoder: config.model.pretrainDecoder };
  if (weights !== undefined) {
    const { adaptFirstConvolution } = weights;
    const sum = source.sums.get(weightsFile(config, weights))!;
    return { ...normalisationFacts(source), model, weights: { sum, adaptFirstConvolution } };
  }
  const { method: general, ...training } = config.pretrain;
  const others = noise === undefined ? [] : otherLabelsOf(noise);
  return {
    ...normalisationFacts(source),
    orderSeed,
    permuted,
    noise,
    data: splitFacts("pretrain", labels, source),
    others: Object.fromEntries(others.map((name) => [name, splitFacts("pretrain", name, source)])),
    model,
    loss: config.loss,
    // what does not apply is not there, so that addresses without a method stay as they were
    training: { ...training, method: (own === undefined ? general : own) ?? undefined },
    pretext,
  };
}

function finetuneFacts({ arm, needs }: ArmItem, source: FactSource) {
  const { config } = source;
  const { learningRate, wholeLearningRate, plan, ...training } = config.finetune;
  const { encoder, pretrainDecoder, finetuneDecoder } = config.model;
  const { patchSize, batchSize, dihedral } = config.pretrain;
  const rates = {
    whole: { wholeLearningRate },
    planned: { learningRate, wholeLearningRate, plan },
    full: { learningRate },
    frozen: { learningRate },
    none: {},
  };
  return {
    ...normalisationFacts(source),
    mode: arm.mode,
    data: splitFacts("finetune", "clean", source),
    positiveClass: positiveIndex(config),
    loss: config.loss,
    training: { ...training, ...rates[arm.mode] },
    model: arm.mode === "whole" ? null : { encoder, decoder: finetuneDecoder },
    // an encoder without pretraining is drawn under the other decoder, and its statistics come from unlabelled patches
    untrained:
      needs.length > 0
        ? null
        : {
            decoder: pretrainDecoder,
            images: splitFacts("pretrain", null, source),
            ...{ patchSize, batchSize, dihedral },
          },
  };
}

/** Scenes in their order, each with its windows and the sums of its files; `labels` null: of the images alone. */
function splitFacts(split: SplitName, labels: string | null, { config, sums }: FactSource) {
  const { images, labels: patterns, windows } = config.data;
  const all = [...[images].flat(), ...(labels === null ? [] : [patterns[labels]!])];
  return Object.entries(windows[split]).map(([scene, window]) => ({
    scene,
    window,
    sums: all.map((pattern) => sums.get(pattern.replaceAll("{scene}", scene))!),
  }));
}

/** As JSON: what is not given is not there. */
function plain(value: unknown): Json {
  return JSON.parse(JSON.stringify(value)) as Json;
}
