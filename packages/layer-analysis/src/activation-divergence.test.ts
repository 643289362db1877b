import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { setWeights, weightsOf } from "@undercoat/segmentation";
import { expectNoTensorLeak } from "@undercoat/test-utils";
import { afterAll, beforeAll, expect, test } from "vitest";
import { probe, smallModel } from "../test/models.ts";
import { activationDivergence } from "./activation-divergence.ts";
import { activationHistogramKl } from "./activation-histogram-kl.ts";
import { channelGaussianKl } from "./channel-gaussian-kl.ts";
import { channelSoftmaxKl } from "./channel-softmax-kl.ts";
import { compareFeatures } from "./compare-features.ts";
import { groupFeatures } from "./group-features.ts";
import { linearCkaDistance } from "./linear-cka.ts";
import type { ProbeBatch } from "./probe-batch.ts";

const measures = [
  channelSoftmaxKl(),
  channelGaussianKl(),
  activationHistogramKl({ bins: 8, edges: "pooled" }),
  linearCkaDistance(),
];
let models: ReturnType<typeof smallModel>[] = [];
beforeAll(() => {
  models = [smallModel(1), smallModel(2), smallModel(1, 4)];
});
afterAll(() => {
  for (const model of models) model.dispose();
});

const messageOf = (run: () => unknown) => {
  try {
    run();
  } catch (error) {
    return `${(error as { code?: string }).code}: ${(error as Error).message}`;
  }
  return "no error";
};

test("a model does not diverge from itself, and another one does in every group and measure", () => {
  const images = [probe(0), probe(1)];
  const itself = activationDivergence(models[0]!, models[0]!, { measures, images });
  const other = activationDivergence(models[0]!, models[1]!, { measures, images });
  expect([...other.keys()]).toEqual(measures.map(({ name }) => name));
  for (const [name, rows] of other) {
    expect(rows.map(({ layer }) => layer)).toEqual(models[0]!.groups);
    for (const [i, row] of rows.entries()) {
      expect(Math.abs(itself.get(name)![i]!.divergence), name).toBeLessThan(1e-9);
      expect(row.divergence, `${name} ${row.layer}`).toBeGreaterThan(1e-4);
      expect(row.count).toBe(120);
    }
  }
});

test("features are what the groups give on: the head's are the logits, and nothing leaks", async () => {
  const reader = groupFeatures(models[0]!);
  await expectNoTensorLeak(() => void reader.read(probe()));
  const features = reader.read(probe());
  const { images, size, height, width, bandCount } = probe();
  const logits = tf.tidy(() =>
    (
      models[0]!.network.predict(tf.tensor4d(images, [size, height, width, bandCount])) as tf.Tensor
    ).dataSync(),
  );
  expect([...features.get("head")!.data]).toEqual([...logits]);
  for (const group of ["encoder.stem", "encoder.stage1", "decoder.block1"]) {
    expect(features.get(group)!.channels).toBe(3);
    expect(
      features.get(group)!.data.every((value) => value >= 0),
      "after the activation",
    ).toBe(true);
  }
});

test("few positions are spread over the images", () => {
  const rows = activationDivergence(models[0]!, models[1]!, { measures, images: [probe()], positions: 16 });
  expect(rows.get("linear-cka-distance")!.every(({ count }) => count === 15)).toBe(true);
});

test("an empty probe set, other bands and other architectures are told", () => {
  const compare = (index: number, images: Iterable<ProbeBatch>) =>
    messageOf(() => activationDivergence(models[0]!, models[index]!, { measures, images }));
  expect(compare(1, [])).toMatchInlineSnapshot(
    `"EMPTY_INPUT: the probe set holds 0 images, expected at least 1; give images that neither model was trained on"`,
  );
  expect(compare(1, [{ ...probe(), bands: ["nir", "red"] }])).toMatchInlineSnapshot(
    `"BAND_MISMATCH: the images have the bands nir, red (2), but the model was trained on red, nir; give the same bands in the same order"`,
  );
  expect(compare(2, [probe()])).toMatchInlineSnapshot(
    `"LAYER_MISMATCH: the reference's features have 3 channels, but the candidate's 4; compare models of one architecture, or by linear CKA"`,
  );
});

test("a NaN in a model is found where it first shows", () => {
  const broken = smallModel(1);
  const weights = weightsOf(broken).get("encoder.conv1.weight")!;
  broken
    .parameters()
    .find(({ name }) => name === "encoder.conv1.weight")!
    .variable.assign(
      tf.tensor(
        weights.data.map(() => Number.NaN),
        [...weights.shape],
      ),
    );
  const images = [probe()];
  expect(
    messageOf(() => activationDivergence(models[0]!, broken, { measures, images })),
  ).toMatchInlineSnapshot(
    `"NOT_FINITE: the candidate's features of "encoder.stage1" hold NaN or infinity (3 channels), where every feature must be finite; take an earlier checkpoint"`,
  );
  setWeights(broken, weightsOf(models[0]!));
  broken.dispose();
});

test("passes that bring other images are refused", () => {
  let pass = 0;
  const images = { [Symbol.iterator]: () => [probe(pass++)][Symbol.iterator]() };
  expect(
    messageOf(() => activationDivergence(models[0]!, models[1]!, { measures: [channelSoftmaxKl()], images })),
  ).toMatchInlineSnapshot(
    `"PASSES_DIFFER: pass 2 over the images brought other features of "encoder.stem" than the first; give images that are the same every time they are iterated, and train neither model meanwhile"`,
  );
});

test("one block or many, the result is the same", () => {
  const rng = (i: number) => Math.sin(i * 12.9898) * 3;
  const data = (from: number, count: number) =>
    Float32Array.from({ length: count * 3 }, (_, i) => rng(from * 3 + i));
  const block = (from: number, count: number) => ({ channels: 3, data: data(from, count) });
  for (const measure of measures) {
    const whole = compareFeatures(measure, [[block(0, 60), block(100, 60)]]);
    const parts = [0, 20, 50].map((from, i, all) => {
      const count = (all[i + 1] ?? 60) - from;
      return [block(from, count), block(100 + from, count)] as const;
    });
    expect(compareFeatures(measure, parts).divergence).toBeCloseTo(whole.divergence, 10);
  }
});
