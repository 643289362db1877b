import * as tf from "@tensorflow/tfjs-core";
import { expect } from "vitest";
import type { Encoder } from "../encoder.ts";
import { initialise } from "../initialise.ts";
import type { SegmentationModel } from "../model.ts";
import { modelFiles } from "../model-files.ts";
import { modelFromFiles } from "../model-from-files.ts";
import { weightsOf } from "../weights.ts";
import { contractDecoder, contractImage, contractModel, contractNumbers } from "./contract-parts.ts";

type Size = readonly [number, number];

/** Fails where a trained tensor of the encoder gets no gradient from all features together. */
export function expectGradients(encoder: Encoder, size: Size): void {
  const model = initialised(encoder);
  const trained = encoderParameters(model).filter(({ trainable }) => trainable);
  const image = contractImage([2, ...size, encoder.inChannels]);
  const score = () => {
    const parts = featuresOf(encoder, image, true).map((feature, index) => {
      const factors = tf.tensor(contractNumbers(`factor ${index}`, feature.shape), feature.shape);
      return tf.sum(tf.mul(feature, factors));
    });
    return tf.addN(parts) as tf.Scalar;
  };
  const { value, grads } = tf.variableGrads(
    score,
    trained.map(({ variable }) => variable),
  );
  const without = trained.filter(({ variable }) => {
    const slopes = grads[variable.name]?.dataSync() ?? new Float32Array();
    return !slopes.some((slope) => slope !== 0) || !slopes.every(Number.isFinite);
  });
  expect(
    without.map(({ name }) => name),
    "tensors without a finite gradient",
  ).toEqual([]);
  tf.dispose([value, grads, image]);
  disposeRest(model, encoder);
}

/** Fails where a frozen encoder computes or changes something else in training than at inference. */
export function expectFrozen(encoder: Encoder, size: Size): void {
  const model = initialised(encoder);
  for (const layer of encoder.network.layers) layer.trainable = false;
  const before = weightsOf(model);
  tf.tidy(() => {
    const image = contractImage([2, ...size, encoder.inChannels]);
    const [inference, training] = [false, true].map((mode) => valuesOf(featuresOf(encoder, image, mode)));
    expect(training, "features in training").toEqual(inference);
  });
  expect(weightsOf(model), "weights and statistics after training").toEqual(before);
  disposeRest(model, encoder);
}

/** Fails where the encoder is another one after its model was saved and loaded. */
export async function expectReloaded(
  encoder: Encoder,
  { factory, size }: { readonly factory: (options: never) => Encoder; readonly size: Size },
): Promise<void> {
  const model = initialised(encoder);
  const loaded = await modelFromFiles(await modelFiles(model), {
    encoders: { [encoder.name]: factory },
    decoders: { contract: contractDecoder },
  });
  const shapeOf = ({ options, features, groups }: Encoder) => ({ options, features, groups });
  expect(shapeOf(loaded.encoder)).toEqual(shapeOf(encoder));
  expect(weightsOf(loaded)).toEqual(weightsOf(model));
  tf.tidy(() => {
    const image = contractImage([1, ...size, encoder.inChannels]);
    const [ours, theirs] = [encoder, loaded.encoder].map((each) => valuesOf(featuresOf(each, image, false)));
    expect(theirs, "features").toEqual(ours);
    expect(ours!.some((values) => values.some((value) => value !== 0))).toBe(true);
  });
  loaded.dispose();
  disposeRest(model, encoder);
}

function initialised(encoder: Encoder): SegmentationModel {
  const model = contractModel(encoder);
  initialise(model, { seed: 3 });
  return model;
}

function encoderParameters(model: SegmentationModel) {
  return model.parameters().filter(({ group }) => group.startsWith("encoder."));
}

function featuresOf(encoder: Encoder, image: tf.Tensor4D, training: boolean): tf.Tensor[] {
  return [encoder.network.apply(image, { training })].flat() as tf.Tensor[];
}

function valuesOf(tensors: readonly tf.Tensor[]): Float32Array[] {
  return tensors.map((tensor) => tensor.dataSync<"float32">().slice());
}

/** Frees what stands behind the encoder; the caller frees the encoder. */
export function disposeRest(model: SegmentationModel, encoder: Encoder): void {
  for (const layer of model.network.layers) if (!encoder.network.layers.includes(layer)) layer.dispose();
}
