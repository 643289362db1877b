import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { input, model as layersModel, type SymbolicTensor } from "@tensorflow/tfjs-layers";
import { initialise, type SegmentationModel, segmentationModel } from "@undercoat/segmentation";
import { batchNorm, convolution } from "@undercoat/tensor";
import { expectNoTensorLeak } from "@undercoat/test-utils";
import { beforeAll, expect, test } from "vitest";
import { gaussianWeightKl } from "./gaussian-weight-kl.ts";
import { withKinds } from "./internal/with-kinds.ts";
import { layerWeightsOf } from "./layer-weights.ts";
import { weightDivergence } from "./weight-divergence.ts";

beforeAll(async () => {
  await tf.setBackend("cpu");
});

function smallModel(seed: number): SegmentationModel {
  const image = input({ shape: [null, null, 2] });
  const first = convolution({ name: "encoder.conv1", filters: 4, kernelSize: 3, padding: 1 }).apply(image);
  const feature = batchNorm({ name: "encoder.bn1" }).apply(first) as SymbolicTensor;
  const model = segmentationModel({
    encoder: {
      kind: "encoder",
      specVersion: 1,
      name: "small",
      options: {},
      inChannels: 2,
      features: [{ layerName: "encoder.bn1", channels: 4, reduction: 1 }],
      groups: [{ name: "encoder.stem", layerNames: ["encoder.conv1", "encoder.bn1"] }],
      network: layersModel({ inputs: image, outputs: feature }),
    },
    decoder: {
      kind: "decoder",
      specVersion: 1,
      name: "none",
      options: {},
      sizeMultiple: 1,
      head: { kernelSize: 1, upsampling: 1 },
      connect: ([only]) => ({ output: only as SymbolicTensor, groups: [] }),
    },
    scheme: { name: "two", classes: [0, 1].map((value) => ({ value, name: `class ${value}` })) },
  });
  initialise(model, { seed });
  return model;
}

test("a model's weights are copied with their groups, and every kind is told apart", async () => {
  const model = smallModel(1);
  const { groups, parameters } = await expectNoTensorLeak(() => layerWeightsOf(model));
  expect(groups).toEqual(["encoder.stem", "head"]);
  expect(withKinds(parameters).map(({ name, kind }) => [name, kind])).toEqual([
    ["encoder.conv1.weight", "kernel"],
    ["encoder.bn1.weight", "norm-scale"],
    ["encoder.bn1.bias", "norm-shift"],
    ["encoder.bn1.running_mean", "statistic"],
    ["encoder.bn1.running_var", "statistic"],
    ["segmentation_head.0.weight", "kernel"],
    ["segmentation_head.0.bias", "bias"],
  ]);
  const before = parameters[0]?.data.slice();
  initialise(model, { seed: 2 });
  expect(parameters[0]?.data).toEqual(before);
});

test("models and copies of their weights may be mixed, and the inputs stay as they are", () => {
  const [reference, candidate] = [smallModel(1), smallModel(2)];
  const copy = layerWeightsOf(reference);
  const rows = weightDivergence(reference, candidate, { measure: gaussianWeightKl() });
  expect(rows.map(({ layer }) => layer)).toEqual(["encoder.stem", "head"]);
  expect(rows.every(({ divergence }) => divergence > 0)).toBe(true);
  expect(weightDivergence(copy, candidate, { measure: gaussianWeightKl() })).toEqual(rows);
  expect(layerWeightsOf(reference)).toEqual(copy);
});
