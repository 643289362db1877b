import * as tf from "@tensorflow/tfjs-core";
import type { LayersModel } from "@tensorflow/tfjs-layers";
import { BatchNormLayer } from "./batch-norm.ts";
import type { BatchStatistics } from "./batch-normalisation.ts";
import { TensorError } from "./errors.ts";

/**
 * Sets the running statistics of batch-norm layers to the plain mean over `batches` of each
 * batch's mean and unbiased variance: PyTorch's `momentum=None` after a reset. No other weight
 * changes, and `trainable` is not looked at. The batches stay the caller's to free.
 *
 * @param layerNames - The batch-norm layers to calibrate; all of them if omitted. The others
 *   normalise by their running statistics.
 * @throws {TensorError} `NO_BATCHES` if there was no batch, `LAYER_MISSING` for a name that is
 *   no batch-norm layer of the network.
 */
export function calibrateBatchNorm(
  network: LayersModel,
  batches: Iterable<tf.Tensor4D>,
  layerNames?: readonly string[],
): void {
  const sums = chosenLayers(network, layerNames).map((layer) => ({ layer, sum: new StatisticsSum() }));
  let count = 0;
  try {
    for (const { layer, sum } of sums) layer.listen((statistics) => sum.include(statistics));
    for (const batch of batches) {
      count += 1;
      tf.tidy(() => void network.apply(batch, { training: false }));
    }
  } finally {
    for (const { layer } of sums) layer.listen(null);
  }
  if (count === 0) {
    throw new TensorError("NO_BATCHES", { message: "got 0 batches to calibrate on; give at least 1" });
  }
  for (const { layer, sum } of sums) layer.setRunning(sum.mean(count), sum.variance(count));
}

class StatisticsSum {
  private means: number[] = [];
  private variances: number[] = [];

  include({ mean, variance, count }: BatchStatistics): void {
    const unbiased = count / Math.max(1, count - 1);
    this.means = summed(this.means, mean.dataSync(), 1);
    this.variances = summed(this.variances, variance.dataSync(), unbiased);
  }

  mean(batches: number): Float32Array {
    return Float32Array.from(this.means, (value) => value / batches);
  }

  variance(batches: number): Float32Array {
    return Float32Array.from(this.variances, (value) => value / batches);
  }
}

function summed(total: readonly number[], values: ArrayLike<number>, factor: number): number[] {
  return Array.from(values, (value, i) => (total[i] ?? 0) + factor * value);
}

function chosenLayers(network: LayersModel, names: readonly string[] | undefined): BatchNormLayer[] {
  const all = network.layers.filter((layer): layer is BatchNormLayer => layer instanceof BatchNormLayer);
  if (!names) return all;
  return names.map((name) => {
    const layer = all.find((candidate) => candidate.name === name);
    if (layer) return layer;
    throw new TensorError("LAYER_MISSING", {
      message: `no batch-norm layer is called "${name}"; the network has ${all.map((l) => `"${l.name}"`).join(", ") || "none"}`,
      context: { name, layers: all.map((l) => l.name) },
    });
  });
}
