import * as tf from "@tensorflow/tfjs-core";
import { useEngine } from "@undercoat/engines";
import { initialise, segmentationModel } from "@undercoat/segmentation";
import { saveModel } from "@undercoat/segmentation/node";
import { calibrateBatchNorm } from "@undercoat/tensor";
import { expectNoTensorLeak, temporaryFolder } from "@undercoat/test-utils";
import { beforeAll, describe, expect, test } from "vitest";
import { exportModel } from "../src/index.ts";
import { DECODERS, ENCODERS } from "../src/run/build-model.ts";

/** Of logits about 1; of larger ones, a share of the largest. */
const LOGITS = 1e-4;
const encoders = Object.entries(ENCODERS);
const decoders = Object.entries(DECODERS);

beforeAll(async () => {
  await useEngine("wasm");
});

/** Every encoder with the first decoder, and every decoder with the first encoder. */
const pairs = [
  ...encoders.map((encoder) => [encoder, decoders[0]!] as const),
  ...decoders.slice(1).map((decoder) => [encoders[0]!, decoder] as const),
];

describe("every encoder and decoder becomes an ONNX file that ONNX Runtime runs with the same logits", () => {
  test.each(
    pairs.map(([[encoder, makeEncoder], [decoder, makeDecoder]]) => ({
      encoder,
      decoder,
      makeEncoder,
      makeDecoder,
    })),
  )("$decoder on $encoder", async ({ makeEncoder, makeDecoder }) => {
    const place = temporaryFolder();
    await expectNoTensorLeak(async () => {
      const model = segmentationModel({
        encoder: makeEncoder({ inChannels: 4, width: 0.125 }),
        decoder: makeDecoder({ width: 0.125 }),
        scheme: { name: "three", classes: [0, 1, 2].map((value) => ({ value, name: `class ${value}` })) },
      });
      initialise(model, { seed: 1 });
      const images = tf.randomUniform<tf.Rank.R4>([2, 64, 64, 4], -1, 1, "float32", 5);
      calibrateBatchNorm(model.network, [images]); // as after training: activations about 1
      images.dispose();
      await saveModel(`${place}/model`, model);
      model.dispose();
    });
    const { dynamic, check, inputs } = await exportModel({
      folder: `${place}/model`,
      out: `${place}/model.onnx`,
      layout: "nchw",
      output: "logits",
      force: false,
    });
    expect(dynamic.batch).toBe(true);
    expect(inputs["image"]![1]).toBe(4);
    expect(check!.worstDifference / Math.max(1, check!.largest)).toBeLessThan(LOGITS);
    expect(check!.shapes).toHaveLength(2);
  });
});
