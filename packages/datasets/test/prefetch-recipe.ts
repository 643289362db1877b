import { createRng } from "@undercoat/random";
import {
  augmentationSequence,
  bandNoise,
  computeNormalisation,
  flipRotate,
  memoryScene,
  patchSequence,
  sceneDataset,
  shiftScaleRotate,
  sourceDataset,
  syntheticScenes,
  syntheticScheme,
  uniformSampler,
} from "../src/index.ts";

/** A sequence of small augmented batches, for threads to make. */
export async function smallBatches(seed: number) {
  const rng = createRng(seed);
  const scenes = syntheticScenes({ count: 2, width: 64, height: 48 }, rng.fork("scenes"));
  const dataset = sourceDataset({ scheme: syntheticScheme, scenes: scenes.map(memoryScene) });
  const of = augmentationSequence([flipRotate(), shiftScaleRotate(), bandNoise()]);
  return patchSequence(dataset, {
    sampler: uniformSampler(dataset, { size: 16, rng: rng.fork("order") }),
    batchSize: 3,
    normalisation: computeNormalisation(sceneDataset({ scheme: syntheticScheme, scenes })),
    augmentation: { of, rng: rng.fork("augmentation") },
    minimumValid: 0.2,
  });
}

/** Batch 2 cannot be made. */
export function failingBatches() {
  return {
    batchAt: async (number: number) => {
      if (number === 2) throw new RangeError("the disk is on fire");
      return (await smallBatches(0)).batchAt(number);
    },
  };
}

/** The thread ends with batch 1. */
export function endingBatches() {
  return {
    batchAt: async (number: number) => {
      if (number === 1) process.exit(7);
      return (await smallBatches(0)).batchAt(number);
    },
  };
}

/** No sequence. */
export const nothing = () => ({ next: 1 });
