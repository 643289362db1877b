import {
  computeNormalisation,
  normalisedImage,
  randomPatches,
  type SceneDataset,
  sceneDataset,
  syntheticScenes,
  syntheticScheme,
  transformLabels,
} from "@undercoat/datasets";
import { unet } from "@undercoat/decoders";
import { tiny } from "@undercoat/encoders";
import { labelNoise } from "@undercoat/label-noise";
import type { LabelNoiseOptions } from "@undercoat/label-noise/options";
import { crossEntropyDice } from "@undercoat/losses";
import { confusionMatrix, meanIou } from "@undercoat/metrics";
import { createRng } from "@undercoat/random";
import {
  argmax,
  initialise,
  predictLogits,
  type SegmentationModel,
  segmentationModel,
} from "@undercoat/segmentation";
import { type FitOptions, fit } from "@undercoat/training";

/** One way of training in a planted test, on noise of one kind. */
export interface PlantedDesign {
  readonly noise: LabelNoiseOptions;
  readonly steps: number;
  /** Side of the one training scene. */
  readonly side: number;
  readonly patch?: number;
}

/** Mean IoU against clean labels of a scene that the training has not seen. */
export async function plantedScore(
  seed: number,
  { noise, steps, side, patch = 32 }: PlantedDesign,
  options: Pick<FitOptions, "method" | "freezeSchedule"> = {},
): Promise<number> {
  const rng = createRng(seed);
  const [scene] = syntheticScenes({ count: 1, width: side, height: side }, rng.fork("train"));
  const clean = sceneDataset({ scheme: syntheticScheme, scenes: [scene!] });
  const { dataset } = transformLabels(clean, labelNoise(noise), rng.fork("noise"));
  const normalisation = computeNormalisation(dataset);
  const shared = { size: patch, batchSize: 4, dihedral: true, normalisation };
  const batches = randomPatches(dataset, { ...shared, rng: rng.fork("order") });
  const model = segmentationModel({
    encoder: tiny({ channels: [16, 24, 32, 48, 64] }),
    decoder: unet({ width: 0.25 }),
    scheme: syntheticScheme,
    normalisation,
  });
  initialise(model, { seed });
  const rate = { learningRate: 5e-3, steps, syncEvery: 0 };
  for await (const _ of fit(model, batches, { loss: crossEntropyDice(), ...rate, ...options }));
  const score = testScore(model, rng, clean, normalisation);
  model.dispose();
  return score;
}

function testScore(
  model: SegmentationModel,
  rng: ReturnType<typeof createRng>,
  { scheme }: SceneDataset,
  normalisation: Parameters<typeof normalisedImage>[2],
): number {
  const confusion = confusionMatrix(scheme);
  for (const { image, labels } of syntheticScenes({ count: 2, width: 192, height: 192 }, rng.fork("test"))) {
    const window = { x: 0, y: 0, width: 192, height: 192 };
    const data = normalisedImage(image, window, normalisation);
    const logits = predictLogits(model, { data, width: 192, height: 192, bands: 3 });
    confusion.update(labels.data, argmax(logits, scheme.classes.length));
  }
  return meanIou(confusion).value ?? 0;
}
