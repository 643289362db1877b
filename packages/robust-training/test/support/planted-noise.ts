import {
  computeNormalisation,
  normalisedImage,
  randomPatches,
  type Scene,
  sceneDataset,
  transformLabels,
} from "@undercoat/datasets";
import { labelNoise } from "@undercoat/label-noise";
import type { LabelNoiseOptions } from "@undercoat/label-noise/options";
import { crossEntropyDice } from "@undercoat/losses";
import { confusionMatrix, meanIou } from "@undercoat/metrics";
import { createRng, normals, type Rng } from "@undercoat/random";
import { type ClassScheme, labelMap, raster } from "@undercoat/raster";
import { argmax, predictLogits, type SegmentationModel } from "@undercoat/segmentation";
import { type FitOptions, fit } from "@undercoat/training";
import { flatModel } from "./flat-model.ts";

/** Open ground, and objects of two kinds. */
export const plantedScheme: ClassScheme = {
  name: "planted",
  classes: ["ground", "building", "field"].map((name, value) => ({ value, name })),
};

/** How a planted training is made; the score is taken on other, clean ground. */
export interface PlantedDesign {
  readonly noise: LabelNoiseOptions;
  readonly steps: number;
  /** Side of the one training scene in pixels; patches are 32 pixels. */
  readonly side: number;
  readonly learningRate?: number;
  readonly width?: number;
}

const BANDS = 3;
/** Grey values of the classes in every band; single pixels scatter by {@link SCATTER} around them. */
const COLOURS = [
  [100, 100, 100],
  [140, 110, 80],
  [90, 140, 120],
] as const;
const SCATTER = 35;

/** Rectangles of two kinds on open ground, 5 to 10 pixels long, and three noisy bands. */
export function plantedScene(id: string, side: number, rng: Rng): Scene {
  const data = new Uint8Array(side * side);
  const count = Math.round((side * side) / 130);
  for (let index = 0; index < count; index++) {
    const [width, height] = [5 + rng.int(6), 5 + rng.int(6)];
    const [left, top] = [rng.int(side - width), rng.int(side - height)];
    for (let y = top; y < top + height; y++)
      data.fill(1 + (index % 2), y * side + left, y * side + left + width);
  }
  const image = new Float32Array(side * side * BANDS);
  const scatter = normals(image.length, rng);
  for (const [i] of image.entries())
    image[i] = COLOURS[data[Math.floor(i / BANDS)]!]![i % BANDS]! + SCATTER * scatter[i]!;
  const grid = { width: side, height: side };
  const bands = Array.from({ length: BANDS }, (_, band) => ({ name: `band ${band}` }));
  return {
    id,
    image: raster({ ...grid, bands, data: image }),
    labels: labelMap({ ...grid, scheme: plantedScheme, data }),
  };
}

/** Mean IoU against clean labels of ground that the training has not seen. */
export async function plantedScore(
  seed: number,
  { noise, steps, side, learningRate = 5e-3, width = 24 }: PlantedDesign,
  options: Pick<FitOptions, "method" | "freezeSchedule"> = {},
): Promise<number> {
  const rng = createRng(seed);
  const scenes = [plantedScene("train", side, rng.fork("train"))];
  const clean = sceneDataset({ scheme: plantedScheme, scenes });
  const { dataset } = transformLabels(clean, labelNoise(noise), rng.fork("noise"));
  const normalisation = computeNormalisation(dataset);
  const shared = { size: 32, batchSize: 4, dihedral: true, normalisation };
  const batches = randomPatches(dataset, { ...shared, rng: rng.fork("order") });
  const model = flatModel({ seed, bands: BANDS, scheme: plantedScheme, width });
  const numbers = { learningRate, steps, syncEvery: 0 };
  for await (const _ of fit(model, batches, { loss: crossEntropyDice(), ...numbers, ...options }));
  const score = scoreOn(model, plantedScene("test", 192, rng.fork("test")), normalisation);
  model.dispose();
  return score;
}

function scoreOn(
  model: SegmentationModel,
  { image, labels }: Scene,
  normalisation: Parameters<typeof normalisedImage>[2],
): number {
  const { width, height } = labels;
  const data = normalisedImage(image, { x: 0, y: 0, width, height }, normalisation);
  const logits = predictLogits(model, { data, width, height, bands: BANDS });
  const confusion = confusionMatrix(plantedScheme);
  confusion.update(labels.data, argmax(logits, plantedScheme.classes.length));
  return meanIou(confusion).value ?? 0;
}
