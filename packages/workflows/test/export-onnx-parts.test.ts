import * as tf from "@tensorflow/tfjs-core";
import { useEngine } from "@undercoat/engines";
import { initialise, segmentationModel } from "@undercoat/segmentation";
import { saveModel } from "@undercoat/segmentation/node";
import { calibrateBatchNorm } from "@undercoat/tensor";
import { expectNoTensorLeak, temporaryFolder } from "@undercoat/test-utils";
import { beforeAll, describe, expect, test } from "vitest";
import { DecoderName } from "../src/config/decoder-name.ts";
import { EncoderName } from "../src/config/encoder-name.ts";
import { exportModel } from "../src/index.ts";
import { DECODERS, encoderFor } from "../src/run/build-model.ts";

/** Of logits about 1; of larger ones, a share of the largest. */
const LOGITS = 1e-4;
/** A hundred layers with drawn weights multiply every rounding. */
const LOGITS_OF_DEEP = 2e-4;

beforeAll(async () => {
  await useEngine("wasm");
});

/** Every encoder with the decoder that takes any, and every decoder with the first encoder. */
const pairs = [
  ...EncoderName.options.map((encoder) => ({ encoder, decoder: "linear" as const })),
  ...DecoderName.options.map((decoder) => ({ encoder: "resnet18" as const, decoder })),
];

describe("every encoder and decoder becomes an ONNX file that ONNX Runtime runs with the same logits", () => {
  test.each(pairs)("$decoder on $encoder", async ({ encoder, decoder }) => {
    const place = temporaryFolder();
    await expectNoTensorLeak(async () => {
      const model = segmentationModel({
        encoder: encoderFor(encoder, decoder, { inChannels: 4, width: 0.125 }),
        decoder: DECODERS[decoder]({ width: 0.125 }),
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
    expect(check!.worstDifference / Math.max(1, check!.largest)).toBeLessThan(
      encoder === "resnet101" ? LOGITS_OF_DEEP : LOGITS,
    );
    expect(check!.shapes).toHaveLength(2);
  });
});
