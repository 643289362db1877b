// Both networks of the study with its initial weights, beside PyTorch in float64: logits, loss, gradient norms.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as tf from "@tensorflow/tfjs-core";
import { lateralFpn, unet } from "@undercoat/decoders";
import { resnet } from "@undercoat/encoders";
import { useEngine } from "@undercoat/engines";
import { crossEntropyDice } from "@undercoat/losses";
import {
  initialise,
  type SegmentationModel,
  segmentationModel,
  setWeights,
  weightsOf,
} from "@undercoat/segmentation";
import { expectNoTensorLeak } from "@undercoat/test-utils";
import { beforeAll, describe, expect, test } from "vitest";
import { studyStreamName } from "../../src/study-stream-name.ts";
import { mapIndex } from "./layouts.ts";

interface StudyPass {
  readonly loss: number;
  readonly logits: { readonly shape: number[]; readonly indices: number[]; readonly values: number[] };
  readonly gradientNorms: Readonly<Record<string, number>>;
  /** What PyTorch itself loses in float32. */
  readonly float32Error: { readonly gradientOverTotalNorm: number };
}

type NetworkName = "unet" | "lateral-fpn";

const fixture = JSON.parse(
  readFileSync(join(import.meta.dirname, "fixtures/study-networks.json"), "utf8"),
) as {
  readonly imageShape: [number, number, number, number];
  readonly networks: Readonly<Record<NetworkName, Readonly<Record<"eval" | "train", StudyPass>>>>;
};

/** Those of the golden models; where PyTorch's own float32 loses more, three times its loss. */
const LOGITS = { eval: 1e-4, train: 1e-3 };
const LOSS = 1e-4;
const GRADIENT_SHARE = { eval: 1e-4, train: 1e-3 };

beforeAll(async () => {
  await useEngine("wasm");
});

describe.each(["unet", "lateral-fpn"] as const)("%s of the study", (name) => {
  test.each(["eval", "train"] as const)(
    "has PyTorch's logits, loss and gradients in %s mode",
    async (mode) => {
      const { loss, logits, gradientNorms, float32Error } = fixture.networks[name][mode];
      const ours = await expectNoTensorLeak(() => runPass(name, mode === "train"));
      const worst = logits.indices.map((index, i) =>
        Math.abs(ours.logits[mapIndex(index, logits.shape)]! - logits.values[i]!),
      );
      expect(Math.max(...worst), "logits").toBeLessThan(LOGITS[mode]);
      expect(Math.abs(ours.loss - loss), "loss").toBeLessThan(LOSS);
      const share = Math.max(GRADIENT_SHARE[mode], 3 * float32Error.gradientOverTotalNorm);
      const total = Math.hypot(...Object.values(gradientNorms));
      expect(Object.keys(ours.gradientNorms).sort()).toEqual(Object.keys(gradientNorms).sort());
      for (const [tensor, norm] of Object.entries(gradientNorms)) {
        const error = Math.abs(ours.gradientNorms[tensor]! - norm);
        expect(error, `gradient of ${tensor}`).toBeLessThan(share * total);
      }
    },
  );
});

function runPass(
  name: NetworkName,
  training: boolean,
): { logits: Float32Array; loss: number; gradientNorms: Record<string, number> } {
  const model = studyModel(name);
  const { images, labels } = madeUpBatch();
  const trained = model.parameters().filter(({ trainable }) => trainable);
  let logits: Float32Array = new Float32Array();
  const { value, grads } = tf.variableGrads(
    () => {
      const output = model.network.apply(images, { training }) as tf.Tensor4D;
      logits = Float32Array.from(output.dataSync());
      return crossEntropyDice().evaluate(output, labels);
    },
    trained.map(({ variable }) => variable),
  );
  const gradientNorms = Object.fromEntries(
    trained.map((parameter) => [
      studyName(parameter.name, name),
      normOf(grads[parameter.variable.name]!.dataSync<"float32">()),
    ]),
  );
  const loss = value.dataSync()[0]!;
  tf.dispose([value, grads, images, labels]);
  model.dispose();
  return { logits, loss, gradientNorms };
}

function normOf(values: Float32Array): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
}

/** Encoder of seed 0; the FPN's decoder and head of seed 500. */
function studyModel(name: NetworkName): SegmentationModel {
  const model = segmentationModel({
    encoder: resnet({ width: 0.25 }),
    decoder: name === "unet" ? unet({ width: 0.25 }) : lateralFpn({ channels: 32 }),
    scheme: { name: "two", classes: [0, 1].map((value) => ({ value, name: `class ${value}` })) },
  });
  const streamName = (parameter: string) => studyStreamName(parameter, name);
  initialise(model, { seed: 0, streamName });
  if (name === "unet") return model;
  const encoder = [...weightsOf(model)].filter(([parameter]) => parameter.startsWith("encoder."));
  initialise(model, { seed: 500, streamName });
  setWeights(model, new Map(encoder));
  return model;
}

/** The name in the study's network: encoder under `u`, the FPN under `d`. */
function studyName(parameter: string, name: NetworkName): string {
  const stream = studyStreamName(parameter, name);
  if (name === "unet") return stream;
  return stream.startsWith("fpn.") ? stream.replace("fpn.", "d.") : `u.${stream}`;
}

function madeUpBatch(): { images: tf.Tensor4D; labels: tf.Tensor3D } {
  const [b, c, h, w] = fixture.imageShape;
  const images = new Float32Array(b * c * h * w);
  for (let i = 0; i < images.length; i++) images[mapIndex(i, fixture.imageShape)] = Math.sin(0.37 * i);
  const labels = Int32Array.from({ length: b * h * w }, (_, i) => ((7 * i) % 11 < 4 ? 1 : 0));
  return { images: tf.tensor4d(images, [b, h, w, c]), labels: tf.tensor3d(labels, [b, h, w], "int32") };
}
