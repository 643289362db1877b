// A U-Net with scSE attention beside segmentation_models.pytorch in float64: names, logits, loss, gradient norms.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as tf from "@tensorflow/tfjs-core";
import { unet } from "@undercoat/decoders";
import { resnet } from "@undercoat/encoders";
import { useEngine } from "@undercoat/engines";
import { type SegmentationModel, segmentationModel, setWeights } from "@undercoat/segmentation";
import { expectNoTensorLeak, goldenStream, goldenWeight } from "@undercoat/test-utils";
import { expect, test } from "vitest";
import { kernelFromTorch, mapIndex, torchShape } from "./layouts.ts";
import { runPass } from "./run-pass.ts";

const fixture = JSON.parse(readFileSync(join(import.meta.dirname, "fixtures/scse-unet.json"), "utf8")) as {
  readonly salt: string;
  readonly classes: number;
  readonly imageShape: readonly [number, number, number, number];
  readonly channels: number[];
  readonly tensors: readonly { readonly name: string; readonly shape: number[] }[];
  readonly logits: { readonly shape: number[]; readonly indices: number[]; readonly values: number[] };
  readonly loss: number;
  readonly gradientNorms: Readonly<Record<string, number>>;
};

/** Those of the golden models in eval mode. */
const LOGITS = 1e-4;
const GRADIENT_SHARE = 1e-3;

/** smp gives the last block an attention for a skip connection that it does not have; nothing passes through it. */
const tensors = fixture.tensors.filter(
  ({ name }) => !name.endsWith("num_batches_tracked") && !name.startsWith("decoder.blocks.4.attention1."),
);

function scseUnet(): SegmentationModel {
  return segmentationModel({
    encoder: resnet({ depth: 18, inChannels: fixture.imageShape[1] }),
    decoder: unet({ channels: fixture.channels, attention: "scse" }),
    scheme: {
      name: "made up",
      classes: Array.from({ length: fixture.classes }, (_, value) => ({ value, name: `class ${value}` })),
    },
  });
}

function madeUpBatch() {
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

test("equal on wasm; its layers are compared with the compiled ones in graph", async () => {
  await useEngine("wasm");
  await expectNoTensorLeak(() => {
    const model = scseUnet();
    const shapes = new Map(model.parameters().map(({ name, shape }) => [name, shape]));
    expect(Object.fromEntries([...shapes].map(([name, shape]) => [name, torchShape(shape)]))).toEqual(
      Object.fromEntries(tensors.map(({ name, shape }) => [name, shape])),
    );
    const weights = tensors.map(({ name, shape: stored }) => {
      const shape = shapes.get(name)!;
      return [
        name,
        { shape, data: kernelFromTorch(goldenWeight(fixture.salt, name, stored), shape, stored) },
      ] as const;
    });
    setWeights(model, new Map(weights));
    const batch = madeUpBatch();
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
