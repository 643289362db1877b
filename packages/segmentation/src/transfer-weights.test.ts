import "@tensorflow/tfjs-backend-cpu";
import { setBackend } from "@tensorflow/tfjs-core";
import { beforeAll, expect, test } from "vitest";
import { scheme, tinyDecoder, tinyEncoder, tinyModel } from "../test/tiny-model.ts";
import { initialise } from "./initialise.ts";
import { segmentationModel } from "./segmentation-model.ts";
import { transferWeights } from "./transfer-weights.ts";
import { weightsOf } from "./weights.ts";

beforeAll(() => setBackend("cpu"));

test("copies one part and shares nothing afterwards", () => {
  const [from, to] = [tinyModel(), tinyModel()];
  initialise(from, { seed: 1 });
  initialise(to, { seed: 2 });
  const decoder = weightsOf(to).get("decoder.conv.weight");
  const { moved, skipped } = transferWeights(from, to, { parts: ["encoder"] });
  expect([moved.length, skipped]).toEqual([5, []]);
  const copied = weightsOf(to);
  expect(copied.get("encoder.conv1.weight")).toEqual(weightsOf(from).get("encoder.conv1.weight"));
  expect(copied.get("decoder.conv.weight")).toEqual(decoder);
  initialise(from, { seed: 9 });
  expect(weightsOf(to)).toEqual(copied);
  from.dispose();
  to.dispose();
});

test("says which tensors kept their values, and why", () => {
  const three = { name: "three", classes: [0, 1, 2].map((value) => ({ value, name: `class ${value}` })) };
  const from = tinyModel();
  const to = segmentationModel({ encoder: tinyEncoder(), decoder: tinyDecoder(), scheme: three });
  expect(() => transferWeights(from, to, { parts: ["encoder", "head"] })).toThrowErrorMatchingInlineSnapshot(
    `[SegmentationError: 0 of 2 tensors of "head" fit the source model, expected at least 1; build both models with the same head]`,
  );
  const wide = segmentationModel({ encoder: tinyEncoder(), decoder: tinyDecoder({ channels: 5 }), scheme });
  const { moved, skipped } = transferWeights(from, wide, { parts: ["encoder", "head"] });
  expect(moved).toContain("segmentation_head.0.bias");
  expect(skipped).toEqual([
    { name: "segmentation_head.0.weight", reason: "shape", shape: [1, 1, 5, 2], sourceShape: [1, 1, 2, 2] },
  ]);
  for (const model of [from, to, wide]) model.dispose();
});

test("refuses a part that the target does not have", () => {
  const model = tinyModel();
  expect(() => transferWeights(model, model, { parts: ["encodr"] })).toThrowErrorMatchingInlineSnapshot(
    `[SegmentationError: "encodr" is no part of the target model; the nearest is "encoder"]`,
  );
  model.dispose();
});
