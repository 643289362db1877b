import "@tensorflow/tfjs-backend-cpu";
import { setBackend, type Tensor4D, tidy, zeros } from "@tensorflow/tfjs-core";
import { expectNoTensorLeak } from "@undercoat/test-utils";
import { beforeAll, expect, test } from "vitest";
import { scheme, tinyDecoder, tinyEncoder, tinyModel } from "../test/tiny-model.ts";
import { segmentationModel } from "./segmentation-model.ts";

beforeAll(() => setBackend("cpu"));

test("lists every tensor by module path, input to output", () => {
  const model = tinyModel();
  expect(model.groups).toEqual(["encoder.stem", "decoder.block1", "head"]);
  expect(
    model.parameters().map(({ name, group, trainable, shape }) => [name, group, trainable, shape]),
  ).toEqual([
    ["encoder.conv1.weight", "encoder.stem", true, [3, 3, 2, 3]],
    ["encoder.bn1.weight", "encoder.stem", true, [3]],
    ["encoder.bn1.bias", "encoder.stem", true, [3]],
    ["encoder.bn1.running_mean", "encoder.stem", false, [3]],
    ["encoder.bn1.running_var", "encoder.stem", false, [3]],
    ["decoder.conv.weight", "decoder.block1", true, [3, 3, 3, 2]],
    ["segmentation_head.0.weight", "head", true, [1, 1, 2, 2]],
    ["segmentation_head.0.bias", "head", true, [2]],
  ]);
  model.dispose();
});

test("turns images into logits of their size", () => {
  const model = tinyModel();
  const shape = tidy(() => (model.network.apply(zeros([2, 8, 12, 2])) as Tensor4D).shape);
  expect(shape).toEqual([2, 8, 12, 2]);
  model.dispose();
});

test("names bands that nobody named, and frees everything, once", async () => {
  await expectNoTensorLeak(() => {
    const [first, second] = [tinyModel(), tinyModel()];
    expect(first.bands).toEqual([{ name: "band 1" }, { name: "band 2" }]);
    expect(first.normalisation).toBeNull();
    first.dispose();
    first.dispose();
    expect(tidy(() => (second.network.apply(zeros([1, 4, 4, 2])) as Tensor4D).shape)).toEqual([1, 4, 4, 2]);
    second.dispose();
  });
});

test("refuses bands and normalisations that do not fit the encoder", () => {
  const parts = { encoder: tinyEncoder(), decoder: tinyDecoder(), scheme };
  expect(() => segmentationModel({ ...parts, bands: [{ name: "red" }] })).toThrowErrorMatchingInlineSnapshot(
    `[SegmentationError: there are 1 bands, but encoder "tiny" takes 2 channels; give 2, or make the encoder with inChannels: 1]`,
  );
  const normalisation = { mean: [1, 2, 3], standardDeviation: [1, 1] };
  expect(() => segmentationModel({ ...parts, normalisation })).toThrow(/3 means of the normalisation/);
});
