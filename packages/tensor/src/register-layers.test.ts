import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { input, loadLayersModel, model, type SymbolicTensor } from "@tensorflow/tfjs-layers";
import { expect, test } from "vitest";
import { adaptiveAveragePool } from "./adaptive-average-pool.ts";
import { add } from "./add.ts";
import { batchNorm } from "./batch-norm.ts";
import { concatenate } from "./concatenate.ts";
import { convolution } from "./convolution.ts";
import { dropout } from "./dropout.ts";
import { groupNorm } from "./group-norm.ts";
import type { Layer } from "./layers/stateless-layer.ts";
import { maxPool3x3Stride2 } from "./max-pool.ts";
import { multiply } from "./multiply.ts";
import { registerLayers } from "./register-layers.ts";
import { relu } from "./relu.ts";
import { sigmoid } from "./sigmoid.ts";
import { transposedConvolution } from "./transposed-convolution.ts";
import { upsampleBilinear2x } from "./upsample-bilinear-layer.ts";
import { upsampleBy } from "./upsample-by.ts";
import { upsampleNearest2x } from "./upsample-nearest.ts";

test("a model of every layer, saved and loaded, computes the same", async () => {
  registerLayers();
  registerLayers();
  const through = (layer: Layer, x: SymbolicTensor | SymbolicTensor[]) => layer.apply(x) as SymbolicTensor;
  const image = input({ shape: [null, null, 3] });
  const stem = convolution({
    name: "encoder.conv1",
    filters: 4,
    kernelSize: 3,
    strides: 2,
    padding: 1,
    useBias: true,
  });
  const x = through(
    relu({ name: "relu" }),
    through(batchNorm({ name: "encoder.bn1" }), through(stem, image)),
  );
  const up = through(upsampleNearest2x({ name: "up" }), through(maxPool3x3Stride2({ name: "pool" }), x));
  const both = through(concatenate({ name: "cat" }), [up, through(add({ name: "add" }), [x, up])]);
  const gated = throughNewLayers(through, both);
  const original = model({ inputs: image, outputs: through(upsampleBilinear2x({ name: "out" }), gated) });
  tf.tidy(() => stem.setWeights([tf.reshape(tf.linspace(-1, 1, 108), [3, 3, 3, 4]), tf.linspace(0, 1, 4)]));

  const saved: tf.io.ModelArtifacts[] = [];
  await original.save(
    tf.io.withSaveHandler(async (artifacts) => {
      saved.push(artifacts);
      return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: "JSON" } };
    }),
  );
  const loaded = await loadLayersModel(tf.io.fromMemory(saved[0] as tf.io.ModelArtifacts));
  tf.tidy(() => {
    const patch = tf.reshape(tf.linspace(0, 1, 2 * 8 * 4 * 3), [2, 8, 4, 3]);
    const expected = (original.predict(patch) as tf.Tensor).dataSync();
    expect((loaded.predict(patch) as tf.Tensor).dataSync()).toEqual(expected);
    expect(expected.some((value) => value !== 0)).toBe(true);
  });
  expect(loaded.weights.map(({ originalName }) => originalName)).toEqual(
    original.weights.map(({ originalName }) => originalName),
  );
});

/** One of each layer that decoders beside U-Net need. */
function throughNewLayers(
  through: (layer: Layer, x: SymbolicTensor | SymbolicTensor[]) => SymbolicTensor,
  x: SymbolicTensor,
): SymbolicTensor {
  const mean = through(
    adaptiveAveragePool({ name: "bins", size: 1 }),
    through(groupNorm({ name: "gn", groups: 4 }), x),
  );
  const gate = through(sigmoid({ name: "gate" }), mean);
  const gated = through(
    dropout({ name: "dropout", rate: 0.5 }),
    through(multiply({ name: "gated" }), [x, gate]),
  );
  const deconvolution = { name: "up4", filters: 3, kernelSize: 4, strides: 2, padding: 1, useBias: true };
  const larger = through(transposedConvolution(deconvolution), gated);
  const by = through(
    upsampleBy({ name: "by", factor: 2, interpolation: "bilinear", alignCorners: true }),
    gated,
  );
  return through(concatenate({ name: "cat2" }), [larger, by]);
}
