import { cutPatches, normalisedImage, type Patch, type SceneDataset, sceneOf } from "@undercoat/datasets";
import type { LabelledProbe, ProbeBatch } from "@undercoat/layer-analysis";
import { cropLabels } from "@undercoat/raster";
import type { RunData } from "../run/load-run-data.ts";

/** Images that go through a model at once. */
const BATCH = 4;

/** Patches of the test windows, evenly spread, as batches: models have not learnt from them. */
export function probeBatches(data: RunData, { size, count }: { size: number; count: number }): ProbeBatch[] {
  const patches = spread(cutPatches(data.splits.test, size), count);
  return Array.from({ length: Math.ceil(patches.length / BATCH) }, (_, batch) =>
    batchOf(data, data.splits.test, patches.slice(batch * BATCH, (batch + 1) * BATCH)),
  );
}

/** A few patches that a pretraining learns from, those with most wrong labels first; null where none is wrong. */
export function labelledProbe(
  data: RunData,
  noisy: SceneDataset,
  { size, count }: { size: number; count: number },
): LabelledProbe | null {
  const labelsOf = (dataset: SceneDataset, { sceneId, window }: Patch) =>
    cropLabels(sceneOf(dataset, sceneId).labels, window).data;
  const ranked = cutPatches(data.splits.pretrain, size)
    .map((patch) => ({ patch, clean: labelsOf(data.splits.pretrain, patch), noisy: labelsOf(noisy, patch) }))
    .map((one) => ({
      ...one,
      wrong: one.clean.reduce((sum, label, i) => sum + Number(label !== one.noisy[i]), 0),
    }))
    .filter(({ wrong }) => wrong > 0)
    .toSorted((a, b) => b.wrong - a.wrong)
    .slice(0, count);
  if (ranked.length === 0) return null;
  const joined = (lists: Uint8Array[]) => Uint8Array.from(lists.flatMap((list) => [...list]));
  return {
    ...batchOf(
      data,
      data.splits.pretrain,
      ranked.map(({ patch }) => patch),
    ),
    cleanLabels: joined(ranked.map(({ clean }) => clean)),
    noisyLabels: joined(ranked.map((one) => one.noisy)),
  };
}

/** Clean patches with their labels twice: gradients on them are those of right pixels. */
export function batchOf(data: RunData, dataset: SceneDataset, patches: readonly Patch[]): ProbeBatch {
  const { width, height } = patches[0]!.window;
  const bandCount = data.bands.length;
  const length = width * height * bandCount;
  const images = new Float32Array(patches.length * length);
  for (const [index, { sceneId, window }] of patches.entries())
    images.set(normalisedImage(sceneOf(dataset, sceneId), window, data.normalisation), index * length);
  const bands = data.bands.map(({ name }) => name);
  return { images, size: patches.length, height, width, bandCount, bands };
}

function spread<T>(all: readonly T[], count: number): T[] {
  if (all.length <= count) return [...all];
  return Array.from({ length: count }, (_, i) => all[Math.floor((i * all.length) / count)]!);
}
