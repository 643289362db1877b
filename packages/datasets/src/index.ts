/**
 * Scenes, regions, patches, normalisation and seeded samplers for the segmentation of large images.
 *
 * @example
 * ```ts
 * import { computeNormalisation, randomPatches, sceneDataset, syntheticScene, syntheticScheme } from "@undercoat/datasets";
 * import { createRng } from "@undercoat/random";
 *
 * const rng = createRng(0);
 * const dataset = sceneDataset({ scheme: syntheticScheme, scenes: [syntheticScene({}, rng.fork("scene"))] });
 * const normalisation = computeNormalisation(dataset);
 * const source = randomPatches(dataset, { size: 64, batchSize: 4, normalisation, rng: rng.fork("order") });
 * const { images, labels } = source.next();
 * ```
 *
 * @packageDocumentation
 */
export type { Batch, BatchSource, PatchDraw, SamplerState } from "./batch-source.ts";
export {
  CheckSplitOptions,
  checkSplit,
  type SceneGrid,
  type SplitCheck,
  type SplitConflict,
} from "./check-split.ts";
export { ChoosePatchesOptions, choosePatches } from "./choose-patches.ts";
export { computeNormalisation } from "./compute-normalisation.ts";
export { cutPatches, type GridPatchesOptions, gridPatches, type Patch } from "./cut-patches.ts";
export { type DihedralSteps, dihedral, dihedralSteps } from "./dihedral.ts";
export { DatasetsError, type DatasetsErrorCode, isDatasetsError } from "./errors.ts";
export { type FewLabelsOptions, fewLabels, fractionOfPatches } from "./few-labels.ts";
export { type LoadSceneOptions, loadScene } from "./load-scene.ts";
export {
  type MadeSplit,
  MakeSplitOptions,
  makeSplit,
  type SplitScene,
} from "./make-split.ts";
export { Normalisation } from "./normalisation.ts";
export { normalisedImage } from "./normalised-image.ts";
export { PatchOptions } from "./patch-options.ts";
export { PercentileOptions, percentileNormalisation } from "./percentile-normalisation.ts";
export { type PatchDraws, patchDraws, type RandomPatchesOptions, randomPatches } from "./random-patches.ts";
export {
  type Region,
  type Scene,
  type SceneDataset,
  type SceneDatasetParts,
  sceneDataset,
  sceneOf,
} from "./scene-dataset.ts";
export { type SensorNormalisation, sensorNormalisation } from "./sensor-normalisation.ts";
export {
  type ShuffledDraws,
  type ShuffledPatchesOptions,
  shuffledDraws,
  shuffledPatches,
} from "./shuffled-patches.ts";
export { parseSplitFile, SplitFile, type SplitParts, splitFile } from "./split-file.ts";
export { syntheticScene, syntheticScenes, syntheticScheme } from "./synthetic-scene.ts";
export { SyntheticSceneOptions } from "./synthetic-scene-options.ts";
export { type LabelTransform, type SceneReport, transformLabels } from "./transform-labels.ts";
