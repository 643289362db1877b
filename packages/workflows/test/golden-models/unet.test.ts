// U-Nets with scSE attention beside segmentation_models.pytorch in float64: names, logits, loss, gradient norms.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as tf from "@tensorflow/tfjs-core";
import { unet } from "@undercoat/decoders";
import { convnext, resnet } from "@undercoat/encoders";
import { useEngine } from "@undercoat/engines";
import type { SafetensorsTensor } from "@undercoat/safetensors";
import {
  type Encoder,
  importStateDict,
  type SegmentationModel,
  segmentationModel,
} from "@undercoat/segmentation";
import { expectNoTensorLeak, goldenStream, goldenWeight } from "@undercoat/test-utils";
import { expect, test } from "vitest";
import { mapIndex } from "./layouts.ts";
import { runPass } from "./run-pass.ts";

interface Fixture {
  readonly salt: string;
  readonly classes: number;
  readonly imageShape: readonly [number, number, number, number];
  readonly channels: number[];
  readonly tensors: readonly { readonly name: string; readonly shape: number[] }[];
  readonly logits: { readonly shape: number[]; readonly indices: number[]; readonly values: number[] };
  readonly loss: number;
  readonly gradientNorms: Readonly<Record<string, number>>;
}

/** The second has an encoder without a feature of half the image's size, an image of odd size, and four bands. */
const ENCODERS: Readonly<Record<string, () => Encoder>> = {
  "scse-unet": () => resnet({ depth: 18 }),
  "convnext-unet": () => convnext({ size: "tiny", width: 0.25, inChannels: 4 }),
};

/** Those of the golden models in eval mode. */
const LOGITS = 1e-4;
const GRADIENT_SHARE = 1e-3;

function fixtureOf(name: string): Fixture {
  const text = readFileSync(join(import.meta.dirname, `fixtures/${name}.json`), "utf8");
  const fixture = JSON.parse(text) as Fixture;
  // smp gives the last block an attention for a skip connection that it does not have; nothing passes through it
  const tensors = fixture.tensors.filter(
    ({ name: tensor }) =>
      !tensor.endsWith("num_batches_tracked") && !tensor.startsWith("decoder.blocks.4.attention1."),
  );
  return { ...fixture, tensors };
}

function modelOf({ salt, channels, classes, tensors }: Fixture): SegmentationModel {
  const model = segmentationModel({
    encoder: ENCODERS[salt]!(),
    decoder: unet({ channels, attention: "scse" }),
    scheme: {
      name: "made up",
      classes: Array.from({ length: classes }, (_, value) => ({ value, name: `class ${value}` })),
    },
  });
  const weights = tensors.map(({ name, shape }): [string, SafetensorsTensor] => [
    name,
    { type: "F32", shape, data: goldenWeight(salt, name, shape) },
  ]);
  const { missing, unexpected } = importStateDict(model, new Map(weights));
  expect([missing, unexpected]).toEqual([[], []]);
  return model;
}

function madeUpBatch(fixture: Fixture) {
  const [b, c, h, w] = fixture.imageShape;
  const { unitAt } = goldenStream(`${fixture.salt}/image`);
  const data = new Float32Array(b * c * h * w);
  for (let index = 0; index < data.length; index++) data[mapIndex(index, fixture.imageShape)] = unitAt(index);
  const labels = Int32Array.from({ length: b * h * w }, (_, index) => index % fixture.classes);
  return {
    images: tf.tensor4d(data, [b, h, w, c]),
    labels,
    labelShape: [b, h, w] as [number, number, number],
  };
}

const CASES = [
  ["scse-unet", "wasm"], // its layers are compared with the compiled ones in graph
  ["convnext-unet", "wasm"],
  ["convnext-unet", "onnxruntime"],
] as const;

test.each(CASES)("%s is equal on %s", async (name, engine) => {
  await useEngine(engine);
  const fixture = fixtureOf(name);
  await expectNoTensorLeak(() => {
    const model = modelOf(fixture);
    const batch = madeUpBatch(fixture);
    const { logits, loss, gradients } = runPass(model, batch, false);
    const { shape, indices, values } = fixture.logits;
    const errors = indices.map((index, i) => Math.abs(logits[mapIndex(index, shape)]! - values[i]!));
    expect(Math.max(...errors), "logits").toBeLessThan(LOGITS);
    expect(Math.abs(loss - fixture.loss), "loss").toBeLessThan(LOGITS);
    const total = Math.hypot(...Object.values(fixture.gradientNorms));
    expect([...gradients.keys()].sort()).toEqual(Object.keys(fixture.gradientNorms).sort());
    for (const [name, norm] of Object.entries(fixture.gradientNorms)) {
      const ours = Math.sqrt(gradients.get(name)!.data.reduce((sum, value) => sum + value * value, 0));
      expect(Math.abs(ours - norm), name).toBeLessThan(GRADIENT_SHARE * total);
    }
    batch.images.dispose();
    model.dispose();
  });
});
