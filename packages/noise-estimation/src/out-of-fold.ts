import { type Region, type SceneDataset, sceneDataset, sceneOf } from "@undercoat/datasets";
import { cropLabels, IGNORE_INDEX, type LabelMap, type Window } from "@undercoat/raster";
import { NoiseEstimationError } from "./errors.ts";
import { assertLabelledPixels, type LabelledPixels } from "./labelled-pixels.ts";
import type { FoldBlock, SpatialFolds } from "./spatial-folds.ts";

/** What one model may learn from, and what it predicts. */
export interface FoldTask {
  readonly fold: number;
  /** The whole dataset, in which the labels of the held-out blocks and of their buffer are 255. */
  readonly train: SceneDataset;
  /** The blocks to predict, in this order. */
  readonly heldOut: readonly Region[];
}

/**
 * Trains a model on `train` and yields the probabilities `[pixel, class]` of each held-out block, in order.
 */
export type TrainAndPredict = (task: FoldTask) => AsyncIterable<Float32Array> | Iterable<Float32Array>;

/** A block of labels beside the probabilities of a model that did not see them. */
export interface OutOfFoldBlock extends FoldBlock {
  /** Position in `folds.blocks`. */
  readonly block: number;
  readonly pixels: LabelledPixels;
}

/**
 * Probabilities that are out of fold by construction: the model of each fold gets the dataset with the labels of its
 * blocks, and of a buffer around them, replaced by 255, and predicts just these blocks.
 *
 * @remarks Finite; a second pass trains again. Leaving early leaves the generator of `trainAndPredict` early.
 * @throws {NoiseEstimationError} `SIZE_MISMATCH` for a block too few, too many or of the wrong size;
 *   `NO_VALID_PIXELS` if holding out hides all labels of a fold; what {@link assertLabelledPixels} throws.
 * @see {@link https://arxiv.org/abs/1911.00068 | Northcutt et al., JAIR 2021}
 *
 * @example
 * ```ts
 * for await (const { block, pixels } of outOfFold(dataset, folds, trainAndPredict)) first.update(pixels);
 * ```
 */
export function outOfFold(
  dataset: SceneDataset,
  folds: SpatialFolds,
  trainAndPredict: TrainAndPredict,
): AsyncIterable<OutOfFoldBlock> {
  return {
    async *[Symbol.asyncIterator]() {
      for (let fold = 0; fold < folds.folds; fold++)
        yield* foldBlocks(dataset, folds, { fold, trainAndPredict });
    },
  };
}

async function* foldBlocks(
  dataset: SceneDataset,
  folds: SpatialFolds,
  { fold, trainAndPredict }: { fold: number; trainAndPredict: TrainAndPredict },
): AsyncGenerator<OutOfFoldBlock> {
  const blocks = folds.blocks.flatMap((one, block) => (one.fold === fold ? [{ ...one, block }] : []));
  const heldOut = blocks.map(({ sceneId, window }) => ({ sceneId, window }));
  const train = withoutLabels(dataset, heldOut, folds.buffer);
  let next = 0;
  for await (const probabilities of trainAndPredict({ fold, train, heldOut })) {
    const block = blocks[next++];
    if (block === undefined) throw wrongCount(fold, next, blocks.length);
    const labels = cropLabels(sceneOf(dataset, block.sceneId).labels, block.window).data;
    const pixels = { classes: dataset.scheme.classes.length, probabilities, labels };
    assertLabelledPixels(pixels);
    yield { ...block, pixels };
  }
  if (next < blocks.length) throw wrongCount(fold, next, blocks.length);
}

function withoutLabels(dataset: SceneDataset, heldOut: readonly Region[], buffer: number): SceneDataset {
  let left = false;
  const scenes = dataset.scenes.map((scene) => {
    const windows = heldOut.filter(({ sceneId }) => sceneId === scene.id).map(({ window }) => window);
    const labels = { ...scene.labels, data: hidden(scene.labels, windows, buffer) };
    left ||= labels.data.some((label) => label !== IGNORE_INDEX);
    return { ...scene, labels };
  });
  if (left) return sceneDataset({ ...dataset, scenes });
  throw new NoiseEstimationError("NO_VALID_PIXELS", {
    message: `holding out ${heldOut.length} blocks with a buffer of ${buffer} pixels hides all labels; use smaller blocks, a smaller buffer or more folds`,
    context: { heldOut: heldOut.length, buffer },
  });
}

function hidden({ data, width, height }: LabelMap, windows: readonly Window[], buffer: number): Uint8Array {
  const copy = data.slice();
  for (const window of windows) {
    const left = Math.max(0, window.x - buffer);
    const right = Math.min(width, window.x + window.width + buffer);
    const bottom = Math.min(height, window.y + window.height + buffer);
    for (let row = Math.max(0, window.y - buffer); row < bottom; row++)
      copy.fill(IGNORE_INDEX, row * width + left, row * width + right);
  }
  return copy;
}

function wrongCount(fold: number, got: number, expected: number): NoiseEstimationError {
  return new NoiseEstimationError("SIZE_MISMATCH", {
    message: `trainAndPredict yielded ${got > expected ? "more than " : ""}${Math.min(got, expected)} blocks for fold ${fold}, expected ${expected}; yield one array for each of heldOut, in order`,
    context: { fold, got, expected },
  });
}
