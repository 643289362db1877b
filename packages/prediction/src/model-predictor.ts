import { softmax, type Tensor4D, tensor4d, tidy } from "@tensorflow/tfjs-core";
import type { Normalisation, SegmentationModel } from "@undercoat/segmentation";
import { type CompiledPredict, currentEngine, runsUncompiled } from "@undercoat/tensor";
import type { Predictor, TileBatch } from "./predictor.ts";

/** Sizes that are kept compiled: two are enough for turned tiles that are no squares. */
const KEPT = 2;

/**
 * A model as a predictor: samples are normalised as in training, with 0 where they are not valid, and logits become
 * probabilities. One graph per size of tiles where the engine compiles, else operation by operation.
 *
 * @remarks A model without a normalisation gets the samples as they are.
 */
export function modelPredictor(model: SegmentationModel, name: string): Predictor {
  const graphs = new Map<string, CompiledPredict | null>();
  const dispose = () => {
    for (const graph of graphs.values()) graph?.dispose();
    graphs.clear();
  };
  const graphFor = (batch: TileBatch) => {
    const key = `${batch.count}×${batch.height}×${batch.width}`;
    if (!graphs.has(key) && graphs.size >= KEPT) dispose();
    const graph = graphs.has(key) ? (graphs.get(key) ?? null) : compiled(model, batch);
    graphs.set(key, graph);
    return graph;
  };
  const reductions = model.encoder.features.map(({ reduction }) => reduction);
  return Object.freeze({
    kind: "predictor",
    name,
    scheme: model.scheme,
    bands: model.bands,
    sizeMultiple: Math.max(model.decoder.sizeMultiple, ...reductions),
    predict: async (batch: TileBatch) => {
      const images = normalised(batch, model.bands.length, model.normalisation);
      const graph = graphFor(batch);
      if (graph !== null) return graph.run({ images })["probabilities"] as Float32Array;
      const { count, height, width } = batch;
      const probabilities = tidy(() =>
        probabilitiesOf(model, tensor4d(images, [count, height, width, model.bands.length])),
      );
      const values = (await probabilities.data()) as Float32Array;
      probabilities.dispose();
      return values;
    },
    dispose,
  });
}

function probabilitiesOf(model: SegmentationModel, images: Tensor4D): Tensor4D {
  return softmax(model.network.apply(images) as Tensor4D);
}

function compiled(model: SegmentationModel, { count, height, width }: TileBatch): CompiledPredict | null {
  const compiler = currentEngine()?.compiler;
  if (compiler === undefined) return null;
  try {
    return compiler.compilePredict({
      predict: ({ images }) => ({ probabilities: probabilitiesOf(model, images as Tensor4D) }),
      inputs: { images: { shape: [count, height, width, model.bands.length], dtype: "float32" } },
      variables: model.parameters().map(({ variable }) => variable),
    });
  } catch (error) {
    if (runsUncompiled(error)) return null;
    throw error;
  }
}

/** `(x − mean) / standardDeviation` in float32 as in training, and 0 where a pixel is not valid. */
function normalised(
  { data, validity }: TileBatch,
  bandCount: number,
  normalisation: Normalisation | null,
): Float32Array {
  if (normalisation === null) return data;
  const mean = Float32Array.from(normalisation.mean);
  const spread = Float32Array.from(normalisation.standardDeviation);
  const result = new Float32Array(data.length);
  for (let pixel = 0, at = 0; pixel < validity.length; pixel++, at += bandCount) {
    if (validity[pixel] === 0) continue;
    for (let band = 0; band < bandCount; band++)
      result[at + band] = Math.fround(data[at + band]! - mean[band]!) / spread[band]!;
  }
  return result;
}
