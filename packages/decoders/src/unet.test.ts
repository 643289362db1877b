import "@tensorflow/tfjs-backend-cpu";
import { setBackend, type Tensor4D, tidy, zeros } from "@tensorflow/tfjs-core";
import { type LayersModel, model } from "@tensorflow/tfjs-layers";
import { beforeAll, expect, test } from "vitest";
import { smallFeatures } from "../test/small-features.ts";
import { unet } from "./unet.ts";

beforeAll(() => setBackend("cpu"));

function expectAnySize(network: LayersModel): void {
  for (const [height, width] of [
    [32, 64],
    [33, 47],
    [5, 70],
  ] as const) {
    const { shape } = tidy(() => (network.apply(zeros([1, height, width, 1])) as Tensor4D).clone());
    expect(shape).toEqual([1, height, width, 4]);
  }
}

test.each(["nearest", "bilinear"] as const)("restores any image size with %s upsampling", (interpolation) => {
  const { image, features, info } = smallFeatures();
  const decoder = unet({ width: 1 / 16, interpolation });
  const { output } = decoder.connect(features, info, image);
  const network = model({ inputs: image, outputs: output });
  expectAnySize(network);
  network.dispose();
});

test("names five groups, deep to shallow, and its tensors as smp does", () => {
  const { image, features, info } = smallFeatures();
  const { groups, output } = unet({ width: 0.5 }).connect(features, info, image);
  expect(groups.map(({ name }) => name)).toEqual([1, 2, 3, 4, 5].map((index) => `decoder.block${index}`));
  const network = model({ inputs: image, outputs: output });
  const kernels = groups.flatMap(({ layerNames }) =>
    layerNames.flatMap((name) => network.getLayer(name).weights.filter(({ shape }) => shape.length === 4)),
  );
  expect(kernels.slice(0, 3).map(({ originalName, shape }) => [originalName, shape])).toEqual([
    ["decoder.blocks.0.conv1.0/weight", [3, 3, 6 + 5, 128]],
    ["decoder.blocks.0.conv2.0/weight", [3, 3, 128, 128]],
    ["decoder.blocks.1.conv1.0/weight", [3, 3, 128 + 4, 64]],
  ]);
  network.dispose();
});

test("width rounds down, but keeps at least four channels", () => {
  const { image, features, info } = smallFeatures();
  const { output } = unet({ width: 0.2 }).connect(features, info, image);
  expect(output.shape).toEqual([null, null, null, 4]);
});

test.each(["nearest", "bilinear"] as const)(
  "without a feature of reduction 2, restores any image size with %s upsampling",
  (interpolation) => {
    const { image, features, info } = smallFeatures();
    const { output } = unet({ width: 1 / 16, interpolation }).connect(
      features.slice(1),
      info.slice(1),
      image,
    );
    const network = model({ inputs: image, outputs: output });
    expect(network.getLayer("decoder.blocks.3.conv1.0").weights[0]!.shape).toEqual([3, 3, 4, 4]);
    expectAnySize(network);
    network.dispose();
  },
);

test("refuses another number of features", () => {
  const { image, features, info } = smallFeatures();
  const without = (count: number) => [features.slice(count), info.slice(count), image] as const;
  expect(() => unet().connect(...without(2))).toThrowErrorMatchingInlineSnapshot(
    `[DecodersError: decoder "unet" got 3 features of reductions 8,16,32, expected 5 of reductions 2 to 32, or 4 of reductions 4 to 32; use an encoder with such levels]`,
  );
  const four = [features.slice(0, 4), info.slice(0, 4), image] as const;
  expect(() => unet().connect(...four)).toThrow("of reductions 2,4,8,16, expected 5");
});
