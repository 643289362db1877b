import { memory } from "@tensorflow/tfjs-core";
import { lateralFpn, unet } from "@undercoat/decoders";
import { resnet } from "@undercoat/encoders";
import { useEngine } from "@undercoat/engines";
import { initialise, predictLogits, predictProbabilities, segmentationModel } from "@undercoat/segmentation";
import { expect, test } from "vitest";

/** Sums of float32 in another order, after 20 layers; logits are of the order of 10. */
const FLOAT32 = 1e-4;

const scheme = { name: "two", classes: [0, 1].map((value) => ({ value, name: `class ${value}` })) };
const image = (height: number, width: number) => ({
  data: Float32Array.from({ length: height * width * 3 }, (_, index) => Math.sin(index * 1.7)),
  height,
  width,
  bands: 3,
});

function network(decoder: "unet" | "fpn") {
  return segmentationModel({
    encoder: resnet({ depth: 18, inChannels: 3, width: 0.25 }),
    decoder: decoder === "unet" ? unet({ width: 0.25 }) : lateralFpn(),
    scheme,
  });
}

const worst = (a: Float32Array, b: Float32Array) =>
  a.reduce((most, value, index) => Math.max(most, Math.abs(value - b[index]!)), 0);

test.each(["unet", "fpn"] as const)(
  "%s: compiled predictions are those of wasm, at any size",
  async (decoder) => {
    await useEngine("wasm");
    const model = network(decoder);
    initialise(model, { seed: 3 });
    for (const [height, width] of [
      [64, 96],
      [50, 71], // padded to a multiple of 32 and cut back
    ] as const) {
      await useEngine("wasm");
      const [logits, probabilities] = [predictLogits, predictProbabilities].map((f) =>
        f(model, image(height, width)),
      );
      await useEngine("onnxruntime");
      const before = memory().numTensors;
      expect(worst(predictLogits(model, image(height, width)), logits!)).toBeLessThan(FLOAT32);
      expect(worst(predictProbabilities(model, image(height, width)), probabilities!)).toBeLessThan(FLOAT32);
      expect(memory().numTensors).toBe(before);
    }
    model.dispose();
  },
);

test("a compiled prediction is made again when the weights change, and never shared by two models", async () => {
  await useEngine("onnxruntime");
  const [a, b] = [network("unet"), network("unet")];
  initialise(a, { seed: 1 });
  initialise(b, { seed: 2 });
  const [first, other] = [predictLogits(a, image(32, 32)), predictLogits(b, image(32, 32))];
  expect(worst(first, other)).toBeGreaterThan(0.01);
  expect(predictLogits(a, image(32, 32))).toEqual(first);
  initialise(a, { seed: 2 });
  expect(predictLogits(a, image(32, 32))).toEqual(other);
});
