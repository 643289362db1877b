import "@tensorflow/tfjs-backend-cpu";
import { setBackend } from "@tensorflow/tfjs-core";
import { expectNoTensorLeak } from "@undercoat/test-utils";
import { beforeAll, expect, test } from "vitest";
import { tinyModel } from "../test/tiny-model.ts";
import { argmax } from "./argmax.ts";
import { initialise } from "./initialise.ts";
import { predictLogits } from "./predict-logits.ts";
import { predictProbabilities } from "./predict-probabilities.ts";

beforeAll(() => setBackend("cpu"));

const image = (height: number, width: number) => ({
  data: Float32Array.from({ length: height * width * 2 }, (_, i) => Math.sin(i)),
  height,
  width,
  bands: 2,
});

test("an odd image is padded to the decoder's multiple and cut back: as if it had zeros around it", async () => {
  const model = tinyModel();
  initialise(model, { seed: 1 });
  const small = image(5, 6);
  const padded = new Float32Array(8 * 8 * 2);
  for (let row = 0; row < 5; row++) padded.set(small.data.subarray(row * 12, row * 12 + 12), row * 16);
  const logits = await expectNoTensorLeak(() => predictLogits(model, small));
  const around = predictLogits(model, { data: padded, height: 8, width: 8, bands: 2 });
  expect(logits).toHaveLength(5 * 6 * 2);
  for (let row = 0; row < 5; row++) {
    expect(logits.subarray(row * 12, row * 12 + 12)).toEqual(around.subarray(row * 16, row * 16 + 12));
  }
  model.dispose();
});

test("probabilities of a pixel sum to 1 and have the order of the logits", async () => {
  const model = tinyModel();
  initialise(model, { seed: 1 });
  const probabilities = await expectNoTensorLeak(() => predictProbabilities(model, image(4, 8)));
  const logits = predictLogits(model, image(4, 8));
  for (let i = 0; i < 64; i += 2) expect(probabilities[i]! + probabilities[i + 1]!).toBeCloseTo(1, 6);
  expect(argmax(probabilities, 2)).toEqual(argmax(logits, 2));
  model.dispose();
});

test("argmax takes the first of equal scores", () => {
  expect([...argmax(Float32Array.of(0, 0, 0, -1, 3, 3, -2, -1, -3), 3)]).toEqual([0, 1, 1]);
});

test("refuses images that do not fit", () => {
  const model = tinyModel();
  expect(() => predictLogits(model, { ...image(4, 4), bands: 3 })).toThrowErrorMatchingInlineSnapshot(
    `[SegmentationError: image has 3 bands, but encoder "tiny" takes 2; choose the bands the model was made for]`,
  );
  expect(() => predictLogits(model, { ...image(4, 4), height: 5 })).toThrowErrorMatchingInlineSnapshot(
    `[SegmentationError: image of 4×5 pixels and 2 bands has 32 samples, expected 40; give one sample per pixel and band]`,
  );
  model.dispose();
});
