import * as tf from "@tensorflow/tfjs-core";
import { type LayersModel, model as layersModel, type SymbolicTensor } from "@tensorflow/tfjs-layers";
import type { SegmentationModel } from "@undercoat/segmentation";
import type { FeatureBlock } from "./activation-measure.ts";
import { LayerAnalysisError } from "./errors.ts";
import { groupOutputs } from "./internal/group-outputs.ts";
import type { ProbeBatch } from "./probe-batch.ts";

/** Features of a batch with the size of their grid. */
export interface GroupFeatures extends FeatureBlock {
  readonly height: number;
  readonly width: number;
}

/** Reads the output of every layer group of a model. */
export interface FeatureReader {
  readonly groups: readonly string[];
  /**
   * Features of a batch by layer group: rows are positions, row-major over the batch; with running statistics
   * (inference).
   */
  read(batch: ProbeBatch): ReadonlyMap<string, GroupFeatures>;
}

/**
 * Makes a reader of a model's features on the current engine: of a group, what its last layer gives on; of the head,
 * the logits. It shares the model's weights and owns no tensor.
 *
 * @throws {LayerAnalysisError} While reading: `BAND_MISMATCH` for images of other bands or another order of them.
 *
 * @example
 * ```ts
 * const features = groupFeatures(model).read(batch).get("encoder.stage4");
 * ```
 */
export function groupFeatures(model: SegmentationModel): FeatureReader {
  const outputs = groupOutputs(model);
  const network = layersModel({
    inputs: model.network.inputs[0] as SymbolicTensor,
    outputs: [...outputs.values()],
    name: "features",
  });
  const groups = [...outputs.keys()];
  return {
    groups,
    read(batch) {
      checkBands(model, batch);
      return readFeatures(network, groups, batch);
    },
  };
}

function readFeatures(
  network: LayersModel,
  groups: readonly string[],
  { images, size, height, width, bandCount }: ProbeBatch,
): Map<string, GroupFeatures> {
  tf.engine().startScope(); // tidy itself may return tensors only
  try {
    const input = tf.tensor4d(images, [size, height, width, bandCount]);
    const given = network.apply(input, { training: false });
    const tensors = (Array.isArray(given) ? given : [given]) as tf.Tensor[];
    return new Map(groups.map((group, index) => [group, blockOf(tensors[index]!)]));
  } finally {
    tf.engine().endScope();
  }
}

function blockOf(tensor: tf.Tensor): GroupFeatures {
  const [, height, width, channels] = tensor.shape as [number, number, number, number];
  return { channels, height, width, data: Float32Array.from(tensor.dataSync<"float32">()) };
}

function checkBands(model: SegmentationModel, { bandCount, bands }: ProbeBatch): void {
  const expected = model.bands.map(({ name }) => name);
  const given = bands ?? expected.slice(0, bandCount);
  if (bandCount === expected.length && given.join("\n") === expected.join("\n")) return;
  throw new LayerAnalysisError("BAND_MISMATCH", {
    message: `the images have the bands ${given.join(", ")} (${bandCount}), but the model was trained on ${expected.join(", ")}; give the same bands in the same order`,
    context: { given, bandCount, expected },
  });
}
