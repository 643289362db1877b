import "@tensorflow/tfjs-backend-cpu";
import { setBackend, type Tensor4D, tidy, zeros } from "@tensorflow/tfjs-core";
import { model } from "@tensorflow/tfjs-layers";
import { beforeAll, expect, test } from "vitest";
import { smallFeatures } from "../test/small-features.ts";
import { lateralFpn } from "./lateral-fpn.ts";

beforeAll(() => setBackend("cpu"));

test("gives a map of half the image's size, also where a feature was rounded up", () => {
  const { image, features, info } = smallFeatures();
  const { output } = lateralFpn({ channels: 3 }).connect(features, info, image);
  const network = model({ inputs: image, outputs: output });
  for (const [height, width] of [
    [32, 64],
    [34, 46],
  ] as const) {
    const { shape } = tidy(() => (network.apply(zeros([1, height, width, 1])) as Tensor4D).clone());
    expect(shape).toEqual([1, height / 2, width / 2, 3]);
  }
  network.dispose();
});

test("names its groups by level, deep to shallow; laterals have no bias", () => {
  const { image, features, info } = smallFeatures();
  const { groups, output } = lateralFpn({ channels: 3 }).connect(features, info, image);
  expect(groups.map(({ name }) => name)).toEqual([
    "decoder.p5",
    "decoder.p4",
    "decoder.p3",
    "decoder.p2",
    "decoder.p1",
    "decoder.merge",
  ]);
  const network = model({ inputs: image, outputs: output });
  const names = network.weights.map(({ originalName }) => originalName);
  expect(names.filter((name) => name.startsWith("decoder.laterals.")).sort()).toEqual(
    [0, 1, 2, 3, 4].map((index) => `decoder.laterals.${index}/weight`),
  );
  network.dispose();
});

test("refuses features that do not start at half the image's size", () => {
  const { image, features, info } = smallFeatures();
  const connect = (from: number) => () => lateralFpn().connect(features.slice(from), info.slice(from), image);
  expect(connect(1)).toThrowErrorMatchingInlineSnapshot(
    `[DecodersError: the first feature has reduction 4, but decoder "lateral-fpn" enlarges by 2; use an encoder that starts at 2]`,
  );
  expect(connect(5)).toThrowErrorMatchingInlineSnapshot(
    `[DecodersError: decoder "lateral-fpn" got 0 features, expected at least 1; use an encoder with features]`,
  );
});
