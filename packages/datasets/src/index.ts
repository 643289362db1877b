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
export { type Augmentation, augmentationSequence } from "./augmentation.ts";
export type { Batch, BatchSource, PatchDraw, SamplerState } from "./batch-source.ts";
export { type AsyncBatchSource, batchesOf, type SequenceState } from "./batches-of.ts";
export {
  CheckSplitOptions,
  checkSplit,
  type SceneGrid,
  type SplitCheck,
  type SplitConflict,
} from "./check-split.ts";
export { ChoosePatchesOptions, choosePatches } from "./choose-patches.ts";
export { clipRegions, type GroundBounds } from "./clip-regions.ts";
export { computeNormalisation } from "./compute-normalisation.ts";
export { cutPatches, type Patch } from "./cut-patches.ts";
export { type DihedralSteps, dihedral, dihedralSteps } from "./dihedral.ts";
export { DatasetsError, type DatasetsErrorCode, isDatasetsError } from "./errors.ts";
export { type FewLabelsOptions, fewLabels, fractionOfPatches } from "./few-labels.ts";
export { flipRotate } from "./flip-rotate.ts";
export { type GridPatchesOptions, gridPatches, scanPatches } from "./grid-patches.ts";
export { type ImageSource, type ImageSourceOptions, imageSource } from "./image-source.ts";
export { type LoadSceneOptions, loadScene } from "./load-scene.ts";
export {
  type MadeSplit,
  MakeSplitOptions,
  makeSplit,
  type SplitScene,
} from "./make-split.ts";
export { memoryScene } from "./memory-scene.ts";
export { Normalisation } from "./normalisation.ts";
export { normalisedImage } from "./normalised-image.ts";
export { PatchOptions } from "./patch-options.ts";
export type { PatchPlace, PatchSampler } from "./patch-sampler.ts";
export { type BatchSequence, type PatchSequenceOptions, patchSequence } from "./patch-sequence.ts";
export { PercentileOptions, percentileNormalisation } from "./percentile-normalisation.ts";
export { BandNoiseOptions, bandNoise, PhotometricOptions, photometric } from "./photometric.ts";
export { type PatchDraws, patchDraws, type RandomPatchesOptions, randomPatches } from "./random-patches.ts";
export { type ScanNormalisationOptions, scanNormalisation } from "./scan-normalisation.ts";
export {
  type Region,
  type Scene,
  type SceneDataset,
  type SceneDatasetParts,
  sceneDataset,
} from "./scene-dataset.ts";
export { sceneOf } from "./scene-of.ts";
export {
  type AlignOptions,
  type LabelWindows,
  type ReadSceneOptions,
  type SceneSource,
  type SceneSourceOptions,
  sceneSource,
} from "./scene-source.ts";
export { type SensorNormalisation, sensorNormalisation } from "./sensor-normalisation.ts";
export { ShiftScaleRotateOptions, shiftScaleRotate } from "./shift-scale-rotate.ts";
export {
  type ShuffledDraws,
  type ShuffledPatchesOptions,
  shuffledDraws,
  shuffledPatches,
} from "./shuffled-patches.ts";
export { type SourceDataset, type SourceDatasetParts, sourceDataset } from "./source-dataset.ts";
export { parseSplitFile, SplitFile, type SplitParts, splitFile } from "./split-file.ts";
export { syntheticScene, syntheticScenes, syntheticScheme } from "./synthetic-scene.ts";
export { SyntheticSceneOptions } from "./synthetic-scene-options.ts";
export { type LabelTransform, type SceneReport, transformLabels } from "./transform-labels.ts";
export { UniformSamplerOptions, uniformSampler } from "./uniform-sampler.ts";
export {
  type BalancedSamplerOptions,
  balancedSampler,
  type PatchListOptions,
  type WeightedSamplerOptions,
  weightedSampler,
} from "./weighted-sampler.ts";
