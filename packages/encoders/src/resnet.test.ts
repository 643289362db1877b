import "@tensorflow/tfjs-backend-cpu";
import { randomNormal, setBackend, type Tensor, tidy } from "@tensorflow/tfjs-core";
import { beforeAll, expect, test } from "vitest";
import { resnet } from "./resnet.ts";

beforeAll(() => setBackend("cpu"));

const image = (shape: [number, number, number, number]) => randomNormal(shape, 0, 1, "float32", 5);

test("features are sorted, have the declared channels, and reductions that round up", () => {
  const encoder = resnet({ depth: 18, width: 1 / 16, inChannels: 2 });
  const shapes = tidy(() =>
    (encoder.network.apply(image([1, 33, 50, 2])) as Tensor[]).map(({ shape }) => shape),
  );
  expect(encoder.features.map(({ reduction }) => reduction)).toEqual([2, 4, 8, 16, 32]);
  expect(encoder.features.map(({ channels }) => channels)).toEqual([4, 4, 8, 16, 32]);
  const expected = encoder.features.map(({ channels, reduction }) => {
    return [1, Math.ceil(33 / reduction), Math.ceil(50 / reduction), channels];
  });
  expect(shapes).toEqual(expected);
  encoder.network.dispose();
});

test.each([
  { depth: 18, kernels: 20 },
  { depth: 34, kernels: 36 },
  { depth: 50, kernels: 53 },
  { depth: 101, kernels: 104 },
] as const)("ResNet-$depth has $kernels kernels, each in one group", ({ depth, kernels }) => {
  const encoder = resnet({ depth, width: 1 / 16 });
  expect(encoder.groups.map(({ name }) => name)).toEqual([
    "encoder.stem",
    "encoder.stage1",
    "encoder.stage2",
    "encoder.stage3",
    "encoder.stage4",
  ]);
  const grouped = encoder.groups.flatMap(({ layerNames }) => layerNames);
  expect(new Set(grouped).size).toBe(grouped.length);
  const layers = encoder.network.layers.filter(({ name }) => name !== "image").map(({ name }) => name);
  expect([...grouped].sort()).toEqual(layers.sort());
  const weights = encoder.network.weights.filter(({ shape }) => shape.length === 4);
  expect(weights).toHaveLength(kernels);
  encoder.network.dispose();
});

test("every feature's layer exists and is the encoder's output", () => {
  const encoder = resnet({ width: 1 / 16 });
  const outputs = encoder.network.outputs.map(({ sourceLayer }) => sourceLayer.name);
  expect(encoder.features.map(({ layerName }) => layerName)).toEqual(outputs);
  encoder.network.dispose();
});

test("options have defaults, and words and numbers that are not options are refused", () => {
  const encoder = resnet();
  expect(encoder.options).toEqual({ depth: 18, width: 1, outputStride: 32, inChannels: 3 });
  encoder.network.dispose();
  expect(() => resnet({ depth: 35 } as never)).toThrow();
  expect(() => resnet({ widht: 1 } as never)).toThrow();
  expect(() => resnet({ inChannels: 0 })).toThrow();
});
