// Features of every encoder at inference beside segmentation_models.pytorch, torchvision and timm.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { mobilenetV2, resnet } from "@undercoat/encoders";
import { type EngineName, useEngine } from "@undercoat/engines";
import type { Encoder } from "@undercoat/segmentation";
import {
  describeShared,
  expectNoTensorLeak,
  type GoldenArray,
  goldenCases,
  goldenImage,
  goldenStream,
  readNpy,
} from "@undercoat/test-utils";
import { describe, expect, test } from "vitest";
import { FACTORIES, type Feature, featuresOf, imageOf, setGoldenWeights } from "./features-of.ts";

type Size4D = [number, number, number, number];

/** Absolute at unit scale; where values grow, of the largest. */
const FEATURES = 1e-4;

/** Some values of a feature, flat indices in PyTorch's order. */
interface Sampled {
  readonly shape: readonly number[];
  readonly absMax: number;
  readonly indices: ArrayLike<number>;
  readonly values: ArrayLike<number>;
}

function expectFeature({ shape, data }: Feature, expected: Sampled, name: string): void {
  expect(shape, name).toEqual(expected.shape);
  const errors = Array.from(expected.indices, (index, i) => Math.abs(data[index]! - expected.values[i]!));
  expect(Math.max(...errors), name).toBeLessThan(FEATURES * Math.max(1, expected.absMax));
}

interface FixtureCase {
  readonly id: string;
  readonly encoder: string;
  readonly options: object;
  readonly salt: string;
  readonly imageShape: Size4D;
  readonly tensors: number;
  readonly features: readonly Sampled[];
}

const fixture = JSON.parse(readFileSync(join(import.meta.dirname, "fixtures/encoders.json"), "utf8")) as {
  readonly cases: readonly FixtureCase[];
};

describe.each(fixture.cases)("$id of the fixture", (golden) => {
  test.each(enginesFor(golden.tensors < 265))("on %s", async (engine) => {
    await useEngine(engine);
    await expectNoTensorLeak(() => {
      const encoder = FACTORIES[golden.encoder]!(golden.options as never);
      expect(encoder.network.weights).toHaveLength(golden.tensors);
      setGoldenWeights(encoder, golden.salt);
      const { unitAt } = goldenStream(`${golden.salt}/image`);
      const count = golden.imageShape.reduce((product, size) => product * size, 1);
      const image = imageOf(
        Array.from({ length: count }, (_, index) => unitAt(index)),
        golden.imageShape,
      );
      const features = featuresOf(encoder, image);
      expect(features).toHaveLength(golden.features.length);
      for (const [level, feature] of features.entries())
        expectFeature(feature, golden.features[level]!, `feature ${level}`);
      image.dispose();
      encoder.network.dispose();
    });
  });
});

/** The compiled engine for all, the slower ones where an encoder is small. */
function enginesFor(small: boolean): EngineName[] {
  return small ? ["onnxruntime", "wasm"] : ["onnxruntime"];
}

interface ModelCase {
  readonly encoder: string;
  readonly file: string;
  readonly tensors: string;
  readonly inChannels: number;
  readonly batch: number;
  readonly height: number;
  readonly width: number;
  readonly options: { readonly outputStride?: 8 | 16 | 32; readonly encoderDepth?: number };
}

interface CaseFile {
  readonly salt: string;
  readonly eval: {
    readonly features: readonly {
      readonly level: number;
      readonly shape: readonly number[];
      readonly absMax?: number;
      readonly full?: GoldenArray;
      readonly sample?: { readonly indices: GoldenArray; readonly values: GoldenArray };
    }[];
  };
}

function encoderOf({ encoder, inChannels, options }: ModelCase): Encoder {
  const { outputStride = 32 } = options;
  if (encoder === "mobilenet_v2") return mobilenetV2({ inChannels, outputStride });
  const depth = Number(encoder.replace("resnet", "")) as 18;
  return resnet({ depth, inChannels, outputStride });
}

describeShared("features equal segmentation_models.pytorch's", ["golden", "models"], () => {
  const { folder, cases } = goldenCases<ModelCase>("models");
  // cases of one encoder differ by what is behind it: the tests of whole models run them all
  const keyOf = ({ encoder, options }: ModelCase) =>
    `${encoder}, output stride ${options.outputStride ?? 32}`;
  const models = new Map(
    cases
      .filter(({ kind }) => kind === "model")
      .reverse()
      .map((golden) => [keyOf(golden), golden]),
  );
  describe.each([...models.values()])("$id", (golden) => {
    test.each(enginesOf(golden.encoder))("on %s", async (engine) => {
      await useEngine(engine);
      const file = readCase(folder, golden.file);
      await expectNoTensorLeak(() => {
        const encoder = encoderOf(golden);
        setGoldenWeights(encoder, file.salt);
        const shape: Size4D = [golden.batch, golden.inChannels, golden.height, golden.width];
        const image = imageOf(goldenImage(file.salt, shape), shape);
        const features = featuresOf(encoder, image);
        expect(file.eval.features.length).toBeGreaterThan(0);
        for (const expected of file.eval.features)
          expectFeature(features[expected.level - 1]!, sampledOf(expected), `level ${expected.level}`);
        image.dispose();
        encoder.network.dispose();
      });
    });
  });
});

/** The compiled engine for all; the slower ones where an encoder is small. */
function enginesOf(encoder: string): EngineName[] {
  const small = ["resnet18", "mobilenet_v2"].includes(encoder);
  return small ? ["onnxruntime", "wasm", "cpu"] : ["onnxruntime"];
}

/** The file of a case; arrays in files are named relative to the area. */
function readCase(folder: string, path: string): CaseFile {
  return JSON.parse(readFileSync(join(folder, path), "utf8"), (_key, value: unknown) => {
    const isFile = typeof value === "object" && value !== null && "dtype" in value && "file" in value;
    return isFile ? readNpy(join(folder, String(value.file))) : value;
  }) as CaseFile;
}

function sampledOf({ shape, full, sample }: CaseFile["eval"]["features"][number]): Sampled {
  const values = full?.data ?? sample!.values.data;
  const indices = full === undefined ? sample!.indices.data : Int32Array.from(values.keys());
  return { shape, absMax: 1, indices: indices as ArrayLike<number>, values: values as ArrayLike<number> };
}
