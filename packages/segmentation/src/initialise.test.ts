import "@tensorflow/tfjs-backend-cpu";
import { setBackend } from "@tensorflow/tfjs-core";
import type { SymbolicTensor } from "@tensorflow/tfjs-layers";
import { createRng, normals } from "@undercoat/random";
import { DROPOUT_COUNTERS, dropout } from "@undercoat/tensor";
import { expectNoTensorLeak } from "@undercoat/test-utils";
import { beforeAll, expect, test } from "vitest";
import { scheme, tinyDecoder, tinyEncoder, tinyModel } from "../test/tiny-model.ts";
import type { Decoder } from "./decoder.ts";
import { initialise } from "./initialise.ts";
import { segmentationModel } from "./segmentation-model.ts";
import { weightsOf } from "./weights.ts";

beforeAll(() => setBackend("cpu"));

test("draws kernels in PyTorch's order from a stream of their own, with the variance of He et al.", () => {
  const model = tinyModel();
  initialise(model, { seed: 3 });
  const drawn = normals(54, createRng(3).fork("init").fork("encoder.conv1.weight"));
  const { data } = weightsOf(model).get("encoder.conv1.weight")!;
  for (let output = 0; output < 3; output++)
    for (let input = 0; input < 2; input++)
      for (let cell = 0; cell < 9; cell++) {
        const expected = Math.fround(drawn[(output * 2 + input) * 9 + cell]! * Math.sqrt(2 / 18));
        expect(data[(cell * 2 + input) * 3 + output]).toBe(expected);
      }
  model.dispose();
});

test("starts the head with half the variance, and the rest at 0 and 1", () => {
  const model = tinyModel();
  initialise(model, { seed: 3 });
  const weights = weightsOf(model);
  const drawn = normals(4, createRng(3).fork("init/segmentation_head.0.weight"));
  expect(weights.get("segmentation_head.0.weight")!.data[1]).toBe(Math.fround(drawn[2]! * Math.sqrt(1 / 2)));
  expect([...weights.get("encoder.bn1.weight")!.data]).toEqual([1, 1, 1]);
  expect([...weights.get("encoder.bn1.running_var")!.data]).toEqual([1, 1, 1]);
  expect([...weights.get("encoder.bn1.running_mean")!.data]).toEqual([0, 0, 0]);
  expect([...weights.get("segmentation_head.0.bias")!.data]).toEqual([0, 0]);
  model.dispose();
});

test("draws the state of a dropout, another for every seed", () => {
  const decoder: Decoder = {
    ...tinyDecoder(),
    connect: ([feature]) => ({
      output: dropout({ name: "decoder.dropout", rate: 0.5 }).apply(feature!) as SymbolicTensor,
      groups: [{ name: "decoder.block1", layerNames: ["decoder.dropout"] }],
    }),
  };
  const model = segmentationModel({ encoder: tinyEncoder(), decoder, scheme });
  const draws = [3, 4].map((seed) => {
    initialise(model, { seed });
    return [...weightsOf(model).get("decoder.dropout.draws")!.data];
  });
  expect(draws[0]).not.toEqual(draws[1]);
  for (const [first, second] of draws as [number, number][])
    expect([first, second]).toEqual([first % DROPOUT_COUNTERS[0], second % DROPOUT_COUNTERS[1]]);
  expect(model.parameters().find(({ name }) => name.endsWith("draws"))?.trainable).toBe(false);
  model.dispose();
});

test("takes other names for the streams, and leaves nothing behind", async () => {
  const model = tinyModel();
  initialise(model, { seed: 3 });
  const before = weightsOf(model).get("encoder.conv1.weight")!.data;
  await expectNoTensorLeak(() => initialise(model, { seed: 3, streamName: (name) => `other/${name}` }));
  expect(weightsOf(model).get("encoder.conv1.weight")!.data).not.toEqual(before);
  initialise(model, { seed: 3 });
  expect(weightsOf(model).get("encoder.conv1.weight")!.data).toEqual(before);
  model.dispose();
});
