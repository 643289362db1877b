import {
  estimateNoise,
  type NoiseEstimate,
  type SuspiciousObject,
  spatialBlocks,
  suggestUse,
  suspiciousObjects,
  type UseSuggestion,
} from "@undercoat/noise-estimation";
import { createRng, type Rng } from "@undercoat/random";
import type { ClassScheme, LabelMap, Raster, Window } from "@undercoat/raster";
import { readLabelFile } from "../label-file.ts";
import { correctingShift } from "./correcting-shift.ts";
import { type JudgedLabels, judgeLabels } from "./judge-labels.ts";
import { openProbabilities, type ProbabilitySource } from "./probability-source.ts";
import { type NoiseFiles, writeNoiseFiles } from "./write-noise-files.ts";

/** What estimating the noise of a label file takes, however the probabilities come about. */
export interface LabelNoiseOptions {
  /** Label GeoTIFF, one band of class codes. */
  readonly labels: string;
  /** Omitted: the codes in the file are the classes. */
  readonly scheme?: ClassScheme | undefined;
  /** Folder for the quality map, the suspicious objects, the report and the numbers. Omitted: nothing is written. */
  readonly out?: string | undefined;
  readonly seed?: number | undefined;
  /** Level of the intervals; 0.95. */
  readonly level?: number | undefined;
  /** Widest interval that is an answer, as a share; 0.15. */
  readonly widest?: number | undefined;
  /** Side of the spatial blocks in pixels, about. Omitted: 64 blocks or more. */
  readonly blockSize?: number | undefined;
}

/** What {@link estimateLabelNoise} takes. */
export interface EstimateLabelNoiseOptions extends LabelNoiseOptions {
  /** GeoTIFFs of probabilities, one for each model, one band a class. */
  readonly probabilities: readonly string[];
  /** Whether the models saw these labels. */
  readonly origin: "out-of-fold" | "in-sample";
  /** Says again that in-sample probabilities are meant. */
  readonly acceptInSample?: boolean | undefined;
}

/** The noise of a label file. */
export interface LabelNoiseResult {
  readonly labels: string;
  /** Names of the models that judged. */
  readonly models: readonly string[];
  readonly classes: readonly { readonly value: number; readonly name: string }[];
  readonly estimate: NoiseEstimate;
  /** What to do; blocks to drop with their windows. */
  readonly suggestions: readonly (UseSuggestion & { readonly windows?: readonly Window[] })[];
  /** Suspicious objects, worst first: what to draw anew. */
  readonly objects: readonly SuspiciousObject[];
  /** What was written; null without a folder. */
  readonly files: NoiseFiles | null;
}

/**
 * Estimates the noise of a label file from probabilities that models predicted for it.
 *
 * @throws {WorkflowError} `DATA`
 * @throws {NoiseEstimationError} `NOT_SUPPORTED` where the data cannot carry an estimate, `IN_SAMPLE`
 */
export async function estimateLabelNoise(options: EstimateLabelNoiseOptions): Promise<LabelNoiseResult> {
  const labels = await readLabelFile(options.labels, options.scheme);
  const sources: ProbabilitySource[] = [];
  try {
    for (const file of options.probabilities) sources.push(await openProbabilities(file, labels));
    const blocks = spatialBlocks(labels, options.blockSize);
    const judged = await judgeLabels(labels, sources, { blocks, rng: judgeStream(options) });
    return await noiseResult(labels, judged, options);
  } finally {
    for (const source of sources) await source.close();
  }
}

/** The stream that draws the ensembles. */
export function judgeStream({ seed = 0 }: LabelNoiseOptions): Rng {
  return createRng(seed).fork("ensembles");
}

/** What {@link noiseResult} needs beside labels and judges. */
interface ResultOptions
  extends LabelNoiseOptions,
    Pick<EstimateLabelNoiseOptions, "origin" | "acceptInSample"> {
  /** Where there is one, labels that lie beside it are told. */
  readonly image?: Raster | undefined;
}

/** The estimate, what follows from it, and its files. @throws {NoiseEstimationError} `NOT_SUPPORTED` */
export async function noiseResult(
  labels: LabelMap,
  judged: JudgedLabels,
  options: ResultOptions,
): Promise<LabelNoiseResult> {
  const { origin, acceptInSample = false, level = 0.95, widest = 0.15, seed = 0, image } = options;
  const estimate = estimateNoise(
    judged.judges,
    { origin, acceptInSample, level, widest },
    createRng(seed).fork("bootstrap"),
  );
  const classes = labels.scheme.classes.map(({ value, name }) => ({ value, name }));
  const names = classes.map(({ name }) => name);
  const shift = image === undefined ? null : correctingShift(labels, image, createRng(seed).fork("shift"));
  const evidence = { estimate, classes: names, models: judged.judges, ...(shift === null ? {} : { shift }) };
  const suggestions = suggestUse(evidence).map((one) =>
    one.blocks === undefined ? one : { ...one, windows: one.blocks.map((block) => judged.blocks[block]!) },
  );
  const objects = suspiciousObjects({ ...labels, labels: labels.data, ...judged });
  const result = {
    labels: options.labels,
    models: judged.modelNames,
    classes,
    estimate,
    suggestions,
    objects: objects.toSorted((a, b) => b.severity - a.severity),
  };
  const files =
    options.out === undefined
      ? null
      : await writeNoiseFiles(options.out, { labels, judged, objects, result });
  return { ...result, files };
}
