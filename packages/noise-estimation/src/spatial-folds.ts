import { type Region, type SceneDataset, sceneOf } from "@undercoat/datasets";
import { type Rng, shuffled } from "@undercoat/random";
import * as z from "zod";
import { NoiseEstimationError } from "./errors.ts";
import { blocksOf, defaultBlockSize, hasLabel } from "./internal/blocks.ts";
import { parsedOptions } from "./internal/parsed-options.ts";

/** Options of {@link spatialFolds}. */
export const SpatialFoldsOptions = z.strictObject({
  /** How many models are trained, each without the labels of its own blocks. */
  folds: z.int().min(2).default(4),
  /**
   * Side of the blocks in pixels, about: regions are cut evenly, without slivers. Blocks wider than the labels' spatial
   * correlation make honest intervals. Default: 64 blocks or more, at most 256 pixels wide.
   */
  blockSize: z.int().min(1).optional(),
  /** Labels this close to a held-out block, in pixels, are hidden too. */
  buffer: z.int().min(0).default(0),
});
/** Options of {@link spatialFolds}. */
export type SpatialFoldsOptions = z.input<typeof SpatialFoldsOptions>;

/** A block of labels, and the fold that predicts it. */
export interface FoldBlock extends Region {
  readonly fold: number;
}

/** Which block is held out when. */
export interface SpatialFolds {
  readonly kind: "spatial-folds";
  readonly folds: number;
  readonly buffer: number;
  /** In raster order, scene by scene. */
  readonly blocks: readonly FoldBlock[];
}

/**
 * Cuts the regions of a dataset into blocks of about equal size and deals them to folds at random, as evenly as they go. Blocks whose
 * labels are all ignored are left out.
 *
 * @throws {NoiseEstimationError} `TOO_FEW_BLOCKS` if there are fewer blocks than folds, `NO_VALID_PIXELS` if all labels
 *   are ignored.
 * @see {@link https://doi.org/10.1111/ecog.02881 | Roberts et al., Ecography 2017} on blocked cross-validation
 *
 * @example
 * ```ts
 * const folds = spatialFolds(dataset, { folds: 4, blockSize: 64, buffer: 8 }, createRng(0).fork("folds"));
 * ```
 */
export function spatialFolds(dataset: SceneDataset, options: SpatialFoldsOptions, rng: Rng): SpatialFolds {
  const {
    folds,
    buffer,
    blockSize = defaultBlockSize(dataset.regions.map(({ window }) => window)),
  } = parsedOptions(SpatialFoldsOptions, options);
  const blocks = dataset.regions
    .flatMap(({ sceneId, window }) =>
      blocksOf(window, blockSize).map((block) => ({ sceneId, window: block })),
    )
    .filter(({ sceneId, window }) => hasLabel(sceneOf(dataset, sceneId).labels, window));
  if (blocks.length === 0) {
    throw new NoiseEstimationError("NO_VALID_PIXELS", {
      message:
        "all labels of the dataset are ignored (255), expected labelled pixels; check nodata and the class scheme",
      context: { regions: dataset.regions.length },
    });
  }
  if (blocks.length < folds) {
    throw new NoiseEstimationError("TOO_FEW_BLOCKS", {
      message: `${folds} folds need as many blocks, but blocks of ${blockSize} pixels give ${blocks.length}; make blockSize smaller or use fewer folds`,
      context: { folds, blocks: blocks.length, blockSize },
    });
  }
  const order = shuffled([...blocks.keys()], rng);
  const foldOf = new Map(order.map((block, position) => [block, position % folds]));
  return Object.freeze({
    kind: "spatial-folds",
    folds,
    buffer,
    blocks: blocks.map((block, index) => ({ ...block, fold: foldOf.get(index)! })),
  });
}
