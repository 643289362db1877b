import "@tensorflow/tfjs-backend-cpu";
import { setBackend, type Tensor4D, tidy, zeros } from "@tensorflow/tfjs-core";
import { input, model as layersModel, type SymbolicTensor } from "@tensorflow/tfjs-layers";
import { convolution } from "@undercoat/tensor";
import { expectNoTensorLeak } from "@undercoat/test-utils";
import { beforeAll, expect, test } from "vitest";
import { scheme, tinyDecoder, tinyEncoder, tinyModel } from "../test/tiny-model.ts";
import type { Decoder, HeadInfo } from "./decoder.ts";
import type { Encoder } from "./encoder.ts";
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

test.each([
  [{ kernelSize: 1, upsampling: 2 }, 8],
  [{ kernelSize: 1, upsampling: 8, alignCorners: true }, 32],
  [{ kernelSize: 3, upsampling: 4, alignCorners: true }, 16],
  [{ kernelSize: 1, upsampling: 1 }, 4],
  [{ kernelSize: 1, upsampling: "image" }, 7],
] satisfies [HeadInfo, number][])("a head %o gives logits of height %i for an image of 7", (head, height) => {
  const decoder = { ...tinyDecoder(), head };
  const model = segmentationModel({ encoder: tinyEncoder(), decoder, scheme });
  const shape = tidy(() => (model.network.apply(zeros([1, 7, 9, 2])) as Tensor4D).shape);
  expect(shape).toEqual([1, height, height === 7 ? 9 : (height / 4) * 5, 2]);
  model.dispose();
});

test("layers of the encoder that the decoder does not use are no part of the model, but freed with it", async () => {
  await expectNoTensorLeak(() => {
    const encoder = twoLevelEncoder();
    const decoder: Decoder = { ...tinyDecoder(), connect: ([first]) => ({ output: first!, groups: [] }) };
    const model = segmentationModel({ encoder, decoder, scheme });
    expect(model.groups).toEqual(["encoder.stem", "head"]);
    expect(model.parameters().map(({ name }) => name)).toEqual([
      "encoder.conv1.weight",
      "segmentation_head.0.weight",
      "segmentation_head.0.bias",
    ]);
    model.dispose();
  });
});

function twoLevelEncoder(): Encoder {
  const image = input({ shape: [null, null, 2], name: "image" });
  const level = (index: number, x: SymbolicTensor) => {
    const options = { name: `encoder.conv${index}`, filters: 3, kernelSize: 3, strides: 2, padding: 1 };
    return convolution(options).apply(x) as SymbolicTensor;
  };
  const first = level(1, image);
  const outputs = [first, level(2, first)];
  return {
    kind: "encoder",
    specVersion: 1,
    name: "two-levels",
    options: {},
    inChannels: 2,
    features: [1, 2].map((index) => ({
      layerName: `encoder.conv${index}`,
      channels: 3,
      reduction: 2 ** index,
    })),
    groups: [
      { name: "encoder.stem", layerNames: ["encoder.conv1"] },
      { name: "encoder.stage1", layerNames: ["encoder.conv2"] },
    ],
    network: layersModel({ inputs: image, outputs }),
  };
}

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
