// Every decoder a config may name: trained compiled with its dropout, saved, loaded, and refused what does not fit.

import * as tf from "@tensorflow/tfjs-core";
import type { Batch, BatchSource } from "@undercoat/datasets";
import { type EngineName, useEngine } from "@undercoat/engines";
import { crossEntropy } from "@undercoat/losses";
import {
  initialise,
  predictLogits,
  type SegmentationModel,
  segmentationModel,
  tensorHashes,
} from "@undercoat/segmentation";
import { loadModel, saveModel } from "@undercoat/segmentation/node";
import { expectNoTensorLeak, temporaryFolder } from "@undercoat/test-utils";
import { fit } from "@undercoat/training";
import { beforeEach, describe, expect, test } from "vitest";
import { DecoderName } from "../src/config/decoder-name.ts";
import { DECODERS, encoderFor, PARTS } from "../src/run/build-model.ts";
import { type Pass, runPass } from "./golden-models/run-pass.ts";

beforeEach(async () => {
  await useEngine("onnxruntime");
});

const SIDE = 64;
const BANDS = 2;
const STEPS = 3;
const scheme = { name: "two", classes: [0, 1].map((value) => ({ value, name: `class ${value}` })) };

function newModel(decoder: DecoderName): SegmentationModel {
  const model = segmentationModel({
    encoder: encoderFor("resnet18", decoder, { inChannels: BANDS, width: 1 / 16 }),
    decoder: DECODERS[decoder]({ width: 1 / 32 }),
    scheme,
  });
  initialise(model, { seed: 5 });
  return model;
}

const pixels = Float32Array.from({ length: 2 * SIDE * SIDE * 2 }, (_, index) => Math.sin(0.37 * index));
const labels = Uint8Array.from({ length: 2 * SIDE * SIDE }, (_, index) => ((7 * index) % 11 < 4 ? 1 : 0));

function batches(change: Partial<Batch> = {}): BatchSource {
  const batch: Batch = {
    size: 2,
    height: SIDE,
    width: SIDE,
    bandCount: 2,
    images: pixels,
    labels,
    ...change,
  };
  const nothingDrawn = {
    kind: "random-patches",
    rng: { seed: 1, path: "", position: 0 },
    permuteLabels: null,
    queue: [],
  };
  return { next: () => batch, save: () => nothingDrawn as never, restore: () => undefined };
}

async function losses(model: SegmentationModel, source = batches()): Promise<number[]> {
  const seen: number[] = [];
  const options = { loss: crossEntropy(), steps: STEPS, learningRate: 1e-3, onWarning: refuseWarning };
  for await (const { loss } of fit(model, source, options)) seen.push(loss);
  return seen;
}

/** One pass in train mode, dropout included: what is dropped is the same everywhere. */
function passOf(name: DecoderName): Pass {
  const model = newModel(name);
  const images = tf.tensor4d(pixels, [2, SIDE, SIDE, BANDS]);
  const pass = runPass(model, { images, labels: Int32Array.from(labels), labelShape: [2, SIDE, SIDE] }, true);
  images.dispose();
  model.dispose();
  return pass;
}

function refuseWarning(warning: string): void {
  expect.fail(warning); // such as a step that cannot be compiled
}

/** Float32 sums in another order, through a ResNet and a decoder with batch statistics. */
const BETWEEN_ENGINES = 2e-3;

describe.each(DecoderName.options)("%s", (name) => {
  test("gives the same loss and gradients on cpu, wasm and compiled", async () => {
    const results = [];
    // the lateral FPN convolves at half the image's size: too slow for the cpu engine
    const engines: EngineName[] =
      name === "lateral-fpn" ? ["wasm", "onnxruntime"] : ["cpu", "wasm", "onnxruntime"];
    for (const engine of engines) {
      await useEngine(engine);
      results.push(await expectNoTensorLeak(() => passOf(name)));
    }
    const [reference, ...others] = results as [Pass, ...Pass[]];
    const total = Math.hypot(...[...reference.gradients.values()].map(({ data }) => Math.hypot(...data)));
    for (const { loss, gradients } of others) {
      expect(Math.abs(loss - reference.loss)).toBeLessThan(BETWEEN_ENGINES);
      expect([...gradients.keys()]).toEqual([...reference.gradients.keys()]);
      for (const [parameter, { data }] of gradients) {
        const expected = reference.gradients.get(parameter)!.data;
        expect(Math.hypot(...data.map((value, index) => value - expected[index]!)), parameter).toBeLessThan(
          BETWEEN_ENGINES * total,
        );
      }
    }
  });

  test("trains compiled, the same twice, and its folder gives the same model back", async () => {
    await expectNoTensorLeak(async () => {
      const [first, second] = [newModel(name), newModel(name)];
      expect(await losses(first)).toEqual(await losses(second));
      expect(await tensorHashes(first)).toEqual(await tensorHashes(second));
      const folder = temporaryFolder();
      await saveModel(folder, first);
      const loaded = await loadModel(folder, PARTS);
      expect(await tensorHashes(loaded)).toEqual(await tensorHashes(first));
      const image = { data: pixels.subarray(0, SIDE * SIDE * 2), height: SIDE, width: SIDE, bands: 2 };
      expect(predictLogits(loaded, image)).toEqual(predictLogits(first, image));
      for (const model of [first, second, loaded]) model.dispose();
    });
  });

  test("refuses another number of bands, and a size that it cannot take", async () => {
    const model = newModel(name);
    await expect(losses(model, batches({ bandCount: 3 }))).rejects.toThrow(
      'batch has 3 bands, but the encoder "resnet" takes 2; choose 2 bands',
    );
    const image = { data: new Float32Array(3 * 64), height: 8, width: 8, bands: 3 };
    expect(() => predictLogits(model, image)).toThrow('image has 3 bands, but encoder "resnet" takes 2');
    const multiple = model.decoder.sizeMultiple;
    if (multiple > 1)
      await expect(losses(model, batches({ height: SIDE - 1 }))).rejects.toThrow(
        `choose ${SIDE} for the width and ${SIDE - multiple} or ${SIDE} for the height`,
      );
    model.dispose();
  });
});
