import type { Region } from "@undercoat/datasets";
import { sceneOf } from "@undercoat/datasets";
import {
  blockConfusion,
  bootstrapConfusion,
  iouPerClass,
  mergedConfusion,
  overallAccuracy,
} from "@undercoat/metrics";
import { detectBias, isNoiseEstimationError } from "@undercoat/noise-estimation";
import { createRng } from "@undercoat/random";
import { cropLabels, type LabelMap } from "@undercoat/raster";
import type { ResolvedConfig } from "../config/run-config.ts";
import { noisyCrop } from "../judge/noisy-crop.ts";
import type { RunData } from "../run/load-run-data.ts";
import type { PilotLabels } from "./pilot-files.ts";

/** Side of a block in pixels after `downsample`: larger than the objects, so that blocks do not repeat each other. */
const BLOCK = 64;

interface Pair {
  readonly labels: LabelMap;
  readonly reference: LabelMap;
}

/** Holds the noisy labels against the clean ones in the windows of fine-tuning and test. */
export async function checkLabels(
  config: ResolvedConfig,
  data: RunData,
  labels: string,
): Promise<PilotLabels> {
  const pairs: Pair[] = [];
  for (const split of ["finetune", "test"] as const)
    for (const region of data.splits[split].regions) {
      const pair = await pairOf(config, data, labels, { split, region });
      if (pair !== null) pairs.push(pair);
    }
  if (pairs.length === 0)
    return {
      labels,
      windows: 0,
      pixels: 0,
      noiseRate: null,
      interval: null,
      blocks: 0,
      classes: [],
      verdicts: [`no window has clean labels and "${labels}" both, so how noisy they are was not measured`],
    };
  return { labels, windows: pairs.length, ...measured(data, pairs), verdicts: verdictsOf(pairs) };
}

async function pairOf(
  config: ResolvedConfig,
  data: RunData,
  labels: string,
  { split, region }: { readonly split: "finetune" | "test"; readonly region: Region },
): Promise<Pair | null> {
  const noisy = await noisyCrop(config, data, labels, region, data.splits[split]);
  if (noisy === null) return null;
  return {
    labels: noisy,
    reference: cropLabels(sceneOf(data.splits[split], region.sceneId).labels, region.window),
  };
}

function measured({ scheme }: RunData, pairs: readonly Pair[]) {
  const units = pairs.flatMap(({ labels, reference }) => {
    const blocks = blockConfusion(scheme, { blockSize: BLOCK });
    blocks.update(reference, labels, { x: 0, y: 0 });
    return blocks.blocks().map(({ confusion }) => confusion);
  });
  const used = units.filter(({ counts }) => counts.some((count) => count > 0));
  const wrong = (confusion: Parameters<typeof overallAccuracy>[0]) => {
    const right = overallAccuracy(confusion);
    return [right === null ? null : 1 - right];
  };
  const [rate] = bootstrapConfusion(used, wrong, { rng: createRng(0).fork("labels") });
  const all = mergedConfusion(used);
  const classes = scheme.classes.length;
  const pixels = all.counts.reduce((sum, count) => sum + count, 0);
  const share = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0) / pixels;
  const iou = iouPerClass(all);
  return {
    pixels,
    noiseRate: rate?.value ?? null,
    interval: rate?.interval == null ? null : ([rate.interval[0], rate.interval[1]] as [number, number]),
    blocks: used.length,
    classes: scheme.classes.map(({ name }, index) => ({
      name,
      clean: share(Array.from({ length: classes }, (_, other) => all.counts[index * classes + other]!)),
      noisy: share(Array.from({ length: classes }, (_, other) => all.counts[other * classes + index]!)),
      iou: iou[index] ?? null,
    })),
  };
}

function verdictsOf(pairs: readonly Pair[]): string[] {
  try {
    const { factors } = detectBias(pairs, { rng: createRng(0).fork("bias") });
    const found = factors
      .filter(({ finding }) => finding)
      .map(({ factor, verdict }) => `${factor}: ${verdict}`);
    return found.length > 0 ? found : ["nothing systematic was found in where they are wrong"];
  } catch (error) {
    if (!isNoiseEstimationError(error)) throw error;
    return [`whether they are wrong by a system cannot be told: ${error.message}`];
  }
}
