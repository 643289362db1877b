import * as tf from "@tensorflow/tfjs-core";
import { expect } from "vitest";
import type { Encoder } from "../encoder.ts";
import { initialise } from "../initialise.ts";
import { contractImage, contractModel } from "./contract-parts.ts";
import { disposeRest } from "./encoder-checks.ts";

/** Fails where an encoder is not what it says of itself. */
export function expectDescribed(encoder: Encoder): void {
  const { kind, specVersion, name, options, features, network } = encoder;
  expect({ kind, specVersion }).toEqual({ kind: "encoder", specVersion: 1 });
  expect(name, "name of the factory").toMatch(/^\S+$/);
  expect(JSON.parse(JSON.stringify(options)), "options as plain JSON").toEqual(options);
  expect(options["inChannels"], "options.inChannels").toBe(encoder.inChannels);
  const outputs = network.outputs.map(({ sourceLayer, shape }) => [sourceLayer.name, shape.at(-1)]);
  expect(
    features.map(({ layerName, channels }) => [layerName, channels]),
    "features are the outputs of the network",
  ).toEqual(outputs);
  const levels = features.map(({ reduction }) => Math.log2(reduction));
  expect(levels, "reductions are powers of 2").toEqual(levels.map((level) => Math.max(0, Math.round(level))));
  expect(levels, "features are sorted, shallow to deep").toEqual(levels.toSorted((a, b) => a - b));
}

/** Fails where a layer is in no group or in two, or a name has another prefix. */
export function expectGrouped({ groups, network, inChannels }: Encoder): void {
  const names = groups.map(({ name }) => name);
  expect(new Set(names).size, "groups have different names").toBe(names.length);
  for (const name of names) expect(name).toMatch(/^encoder\../);
  const grouped = groups.flatMap(({ layerNames }) => layerNames);
  const inputs = new Set(network.inputLayers.map(({ name }) => name));
  const layers = network.layers.map(({ name }) => name).filter((name) => !inputs.has(name));
  expect(grouped.toSorted(), "each layer in one group").toEqual(layers.toSorted());
  for (const name of grouped) expect(name, "prefix of the tensor names").toMatch(/^encoder\../);
  expect(network.inputs.map(({ shape }) => shape)).toEqual([[null, null, null, inChannels]]);
}

/** Fails where a feature has another size, other channels or numbers that are not finite. */
export function expectFeatures(encoder: Encoder, [height, width]: readonly [number, number]): void {
  const model = contractModel(encoder);
  initialise(model, { seed: 3 });
  tf.tidy(() => {
    const image = contractImage([1, height, width, encoder.inChannels]);
    const outputs = [encoder.network.apply(image)].flat() as tf.Tensor[];
    for (const [index, { channels, reduction, layerName }] of encoder.features.entries()) {
      const [batch, ...rest] = outputs[index]!.shape;
      expect([batch, rest[2]], `batch and channels of ${layerName}`).toEqual([1, channels]);
      for (const [axis, side] of [height, width].entries()) {
        expect([Math.floor(side / reduction), Math.ceil(side / reduction)], layerName).toContain(rest[axis]);
      }
      expect(outputs[index]!.dataSync().every(Number.isFinite), `${layerName} is finite`).toBe(true);
    }
  });
  disposeRest(model, encoder);
}
