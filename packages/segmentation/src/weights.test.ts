import "@tensorflow/tfjs-backend-cpu";
import { setBackend } from "@tensorflow/tfjs-core";
import { expectNoTensorLeak } from "@undercoat/test-utils";
import { beforeAll, expect, test } from "vitest";
import { tinyModel } from "../test/tiny-model.ts";
import { initialise } from "./initialise.ts";
import { tensorHashes } from "./tensor-hashes.ts";
import { setWeights, weightsOf } from "./weights.ts";

beforeAll(() => setBackend("cpu"));

test("weights that are read and written again are equal, tensor by tensor", async () => {
  const [first, second] = [tinyModel(), tinyModel()];
  initialise(first, { seed: 1 });
  await expectNoTensorLeak(() => setWeights(second, weightsOf(first)));
  expect(await tensorHashes(second)).toEqual(await tensorHashes(first));
  first.dispose();
  second.dispose();
});

test("read weights are a copy", () => {
  const model = tinyModel();
  weightsOf(model).get("segmentation_head.0.bias")!.data.fill(5);
  expect([...weightsOf(model).get("segmentation_head.0.bias")!.data]).toEqual([0, 0]);
  model.dispose();
});

test("hashes are SHA-256 of little-endian float32 bytes", async () => {
  const model = tinyModel();
  const hashes = await tensorHashes(model);
  // sha256 of eight zero bytes
  expect(hashes["segmentation_head.0.bias"]).toBe(
    "af5570f5a1810b7af78caf4bc70a660f0df51e42baf91d4de5b2328de0e83dfc",
  );
  model.dispose();
});

test("refuses names, shapes and values that do not fit, and then writes nothing", () => {
  const model = tinyModel();
  const bias = { shape: [2], data: Float32Array.of(1, 2) };
  const attempt = (name: string, shape: number[], values: number[]) => () =>
    setWeights(
      model,
      new Map([
        ["segmentation_head.0.bias", bias],
        [name, { shape, data: Float32Array.from(values) }],
      ]),
    );
  expect(attempt("decoder.conv.wieght", [1], [1])).toThrowErrorMatchingInlineSnapshot(
    `[SegmentationError: the model has no tensor "decoder.conv.wieght"; the nearest name is "decoder.conv.weight"]`,
  );
  expect(attempt("encoder.bn1.bias", [2], [1, 1])).toThrowErrorMatchingInlineSnapshot(
    `[SegmentationError: tensor "encoder.bn1.bias" is [2] with 2 values, but the model has [3] with 3; take weights of the same architecture]`,
  );
  expect(attempt("encoder.bn1.bias", [3], [1, Number.NaN, 1])).toThrowErrorMatchingInlineSnapshot(
    `[SegmentationError: tensor "encoder.bn1.bias" holds NaN at index 1, where every weight must be finite; take an earlier checkpoint]`,
  );
  expect([...weightsOf(model).get("segmentation_head.0.bias")!.data]).toEqual([0, 0]);
  model.dispose();
});

test("weights of a head for another number of classes are refused, and nothing is written", () => {
  const model = tinyModel();
  const before = weightsOf(model);
  const head = { shape: [1, 1, 2, 3], data: new Float32Array(6).fill(1) };
  expect(() =>
    setWeights(model, new Map([["segmentation_head.0.weight", head]])),
  ).toThrowErrorMatchingInlineSnapshot(
    `[SegmentationError: tensor "segmentation_head.0.weight" is of 3 classes, but the model's scheme "buildings" has 2; leave the head out, or build the model with the scheme of the weights]`,
  );
  expect(weightsOf(model)).toEqual(before);
  model.dispose();
});
