import { augmentedPredictor, ensemblePredictor, modelPredictor, type Predictor } from "@undercoat/prediction";
import type { Normalisation, SegmentationModel } from "@undercoat/segmentation";
import { loadModel } from "@undercoat/segmentation/node";
import { PARTS } from "../run/build-model.ts";
import type { PredictMapOptions } from "./predict-options.ts";

/** The models of a prediction as one predictor. */
export interface LoadedPredictor {
  readonly predictor: Predictor;
  /** Of the first model. */
  readonly normalisation: Normalisation | null;
  dispose(): void;
}

/** Loads the model folders and puts them together. @throws What `loadModel` and `ensemblePredictor` throw. */
export async function loadPredictor({
  models: folders,
  augmentation = "none",
}: Pick<PredictMapOptions, "models" | "augmentation">): Promise<LoadedPredictor> {
  const models: SegmentationModel[] = [];
  try {
    for (const folder of folders) models.push(await loadModel(folder, PARTS));
    const each = models.map((model, at) => modelPredictor(model, folders[at] ?? ""));
    const predictor = augmentedPredictor(ensemblePredictor(each), augmentation);
    const dispose = () => {
      predictor.dispose();
      for (const model of models) model.dispose();
    };
    return { predictor, normalisation: models[0]?.normalisation ?? null, dispose };
  } catch (error) {
    for (const model of models) model.dispose();
    throw error;
  }
}
