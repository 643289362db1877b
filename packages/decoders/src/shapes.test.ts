// What every decoder gives for which image, and what it refuses.
import "@tensorflow/tfjs-backend-cpu";
import { setBackend, type Tensor4D, tidy, zeros } from "@tensorflow/tfjs-core";
import { model } from "@tensorflow/tfjs-layers";
import type { Decoder } from "@undercoat/segmentation";
import { expectNoTensorLeak } from "@undercoat/test-utils";
import { beforeAll, expect, test } from "vitest";
import { smallFeatures } from "../test/small-features.ts";
import { deeplabv3plus } from "./deeplabv3plus.ts";
import { fpn } from "./fpn.ts";
import { linear } from "./linear.ts";
import { linknet } from "./linknet.ts";
import { pspnet } from "./pspnet.ts";
import { unet } from "./unet.ts";
import { upernet } from "./upernet.ts";

beforeAll(() => setBackend("cpu"));

interface Expected {
  readonly decoder: Decoder;
  /** Image size divided by the size of the decoder's output. */
  readonly reduction: number;
  readonly channels: number;
  readonly groups: readonly string[];
}

const BLOCKS = [1, 2, 3, 4, 5].map((index) => `decoder.block${index}`);
const LEVELS = ["p5", "p4", "p3", "p2", "s5", "s4", "s3", "s2"].map((level) => `decoder.${level}`);
const SMALL = { pyramidChannels: 4, segmentationChannels: 32 };

const CASES: readonly Expected[] = [
  { decoder: unet({ width: 1 / 16, attention: "scse" }), reduction: 1, channels: 4, groups: BLOCKS },
  { decoder: fpn(SMALL), reduction: 4, channels: 32, groups: LEVELS },
  {
    decoder: fpn({ ...SMALL, mergePolicy: "cat", interpolation: "bilinear" }),
    reduction: 4,
    channels: 128,
    groups: LEVELS,
  },
  { decoder: fpn({ width: 0.25 }), reduction: 4, channels: 32, groups: LEVELS },
  {
    decoder: pspnet({ outChannels: 5 }),
    reduction: 8,
    channels: 5,
    groups: ["decoder.psp", "decoder.conv"],
  },
  {
    decoder: pspnet({ width: 1 / 64, encoderDepth: 5 }),
    reduction: 32,
    channels: 8,
    groups: ["decoder.psp", "decoder.conv"],
  },
  { decoder: linknet({ prefinalChannels: 3 }), reduction: 1, channels: 3, groups: BLOCKS },
  {
    decoder: upernet({ width: 1 / 64 }),
    reduction: 4,
    channels: 4,
    groups: ["norms", "psp", "laterals", "convolutions", "fusion"].map((part) => `decoder.${part}`),
  },
  { decoder: linear(), reduction: 32, channels: 6, groups: [] },
];

test.each(CASES.map((expected) => [expected.decoder.name, expected] as const))(
  "%s: sizes, channels and groups; every layer in one group; nothing leaks",
  async (_name, { decoder, reduction, channels, groups }) => {
    await expectNoTensorLeak(() => {
      const { image, features, info } = smallFeatures();
      const graph = decoder.connect(features, info, image);
      expect(graph.groups.map(({ name }) => name)).toEqual(groups);
      const network = model({ inputs: image, outputs: graph.output });
      const grouped = graph.groups.flatMap(({ layerNames }) => layerNames);
      const layers = network.layers.map(({ name }) => name).filter((name) => name.startsWith("decoder."));
      expect(grouped.toSorted()).toEqual(layers.toSorted());
      const [height, width] = [2 * decoder.sizeMultiple, 3 * decoder.sizeMultiple].map((size) =>
        Math.max(64, size),
      );
      tidy(() => {
        const output = network.apply(zeros([2, height!, width!, 1]), { training: true }) as Tensor4D;
        expect(output.shape).toEqual([2, height! / reduction, width! / reduction, channels]);
      });
      network.dispose();
      for (const { sourceLayer } of features)
        if (!network.layers.includes(sourceLayer)) sourceLayer.dispose();
    });
  },
);

test.each([
  ["fpn", fpn(SMALL)],
  ["pspnet", pspnet()],
  ["linknet", linknet()],
  ["upernet", upernet()],
] as const)("%s refuses an image of another size, with the nearest ones", (_name, decoder) => {
  const { image, features, info } = smallFeatures();
  const network = model({ inputs: image, outputs: decoder.connect(features, info, image).output });
  const apply = (height: number, width: number) => () =>
    tidy(() => void network.apply(zeros([1, height, width, 1])));
  const multiple = decoder.sizeMultiple;
  expect(apply(2 * multiple, multiple + 1)).toThrow(
    `the image has a width of ${multiple + 1} pixels, but the model takes multiples of ${multiple}; give it ${multiple} or ${2 * multiple}`,
  );
  expect(apply(multiple - 1, multiple)).toThrow(
    `the image has a height of ${multiple - 1} pixels, but the model takes multiples of ${multiple}; give it ${multiple}`,
  );
  network.dispose();
});

test.each([8, 16] as const)("DeepLabV3+ on an encoder of output stride %i", async (outputStride) => {
  await expectNoTensorLeak(() => {
    const { image, features, info } = smallFeatures({ outputStride });
    const decoder = deeplabv3plus({ outputStride, width: 1 / 64, atrousRates: [2, 3, 4] });
    const { output, groups } = decoder.connect(features, info, image);
    expect(groups.map(({ name }) => name)).toEqual(["decoder.aspp", "decoder.block1", "decoder.block2"]);
    const network = model({ inputs: image, outputs: output });
    const apply = (height: number) => () =>
      tidy(() => (network.apply(zeros([1, height, 48, 1]), { training: true }) as Tensor4D).shape);
    expect(apply(32)()).toEqual([1, 8, 12, 4]);
    expect(apply(36)).toThrow(`the image has a height of 36 pixels, but the model takes multiples of`);
    network.dispose();
  });
});

test("refuses an encoder whose features do not fit, and says what to do", () => {
  const { image, features, info } = smallFeatures();
  const from = (decoder: Decoder, first: number) => () =>
    decoder.connect(features.slice(first), info.slice(first), image);
  expect(from(fpn(), 2)).toThrowErrorMatchingInlineSnapshot(
    `[DecodersError: decoder "fpn" got 3 features, expected 4 of reductions 4, 8, 16, 32; use an encoder with more levels]`,
  );
  expect(from(linknet(), 1)).toThrowErrorMatchingInlineSnapshot(
    `[DecodersError: decoder "linknet" got 4 features, expected 5 of reductions 2, 4, 8, 16, 32; use an encoder with more levels]`,
  );
  expect(from(pspnet(), 3)).toThrowErrorMatchingInlineSnapshot(
    `[DecodersError: decoder "pspnet" got features of reductions 16, 32, expected 8; use an encoder whose features shrink by two at every level]`,
  );
  expect(from(linear(), 5)).toThrowErrorMatchingInlineSnapshot(
    `[DecodersError: decoder "linear" got 0 features, expected at least 1; use an encoder with features]`,
  );
  expect(from(deeplabv3plus(), 0)).toThrowErrorMatchingInlineSnapshot(
    `[DecodersError: decoder "deeplabv3plus" got a deepest feature of reduction 32, expected 16; make the encoder with outputStride: 16]`,
  );
  expect(from(deeplabv3plus(), 5)).toThrowErrorMatchingInlineSnapshot(
    `[DecodersError: decoder "deeplabv3plus" got 0 features, expected at least 2; use an encoder with features]`,
  );
  expect(from(upernet(), 2)).toThrowErrorMatchingInlineSnapshot(
    `[DecodersError: decoder "upernet" got 3 features, expected 4 of reductions 4, 8, 16, 32; use an encoder with more levels]`,
  );
  const dilated = info.map((feature) => ({ ...feature, reduction: Math.min(16, feature.reduction) }));
  expect(() => fpn().connect(features, dilated, image)).toThrowErrorMatchingInlineSnapshot(
    `[DecodersError: decoder "fpn" got features of reductions 4, 8, 16, 16, expected 4, 8, 16, 32; make the encoder with outputStride: 32]`,
  );
});

test("options that are none are refused", () => {
  expect(() => fpn({ segmentationChannels: 48 })).toThrow();
  expect(() => pspnet({ encoderDepth: 2 } as never)).toThrow();
  expect(() => linear({ channels: 3 } as never)).toThrow();
  expect(() => linknet({ width: 1 } as never)).toThrow();
  expect(() => unet({ attention: "se" } as never)).toThrow();
});
