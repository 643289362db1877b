// Every decoder a config may name: trained compiled with its dropout, saved, loaded, and refused what does not fit.
import type { Batch, BatchSource } from "@undercoat/datasets";
import { useEngine } from "@undercoat/engines";
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
import { beforeAll, describe, expect, test } from "vitest";
import { DecoderName } from "../src/config/decoder-name.ts";
import { DECODERS, ENCODERS, PARTS } from "../src/run/build-model.ts";

beforeAll(async () => {
  await useEngine("onnxruntime");
});

const SIDE = 64;
const STEPS = 3;
const scheme = { name: "two", classes: [0, 1].map((value) => ({ value, name: `class ${value}` })) };

function newModel(decoder: DecoderName): SegmentationModel {
  const model = segmentationModel({
    encoder: ENCODERS.resnet18({ inChannels: 2, width: 1 / 16 }),
    decoder: DECODERS[decoder]({ width: 1 / 8 }),
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

function refuseWarning(warning: string): void {
  expect.fail(warning); // such as a step that cannot be compiled
}

describe.each(DecoderName.options)("%s", (name) => {
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
