import "@tensorflow/tfjs-backend-cpu";
import { setBackend, type Tensor4D, tensor4d, tidy } from "@tensorflow/tfjs-core";
import { beforeAll, expect, test } from "vitest";
import { tinyModel } from "../test/tiny-model.ts";
import { applyFreezePlan, resolveFreezePlan } from "./freeze-plan.ts";
import { initialise } from "./initialise.ts";
import { tensorHashes } from "./tensor-hashes.ts";

beforeAll(() => setBackend("cpu"));

const GROUPS = ["encoder.stem", "encoder.stage1", "encoder.stage10", "decoder.block1", "head"];

test("the longer key counts, prefixes end at a dot, and the rest is trained at scale 1", () => {
  const plan = { encoder: "frozen", "encoder.stage1": { lrScale: 0.1 } } as const;
  expect(resolveFreezePlan(GROUPS, plan)).toEqual({
    "encoder.stem": "frozen",
    "encoder.stage1": { lrScale: 0.1 },
    "encoder.stage10": "frozen",
    "decoder.block1": { lrScale: 1 },
    head: { lrScale: 1 },
  });
});

test("an unknown group is refused with the nearest one", () => {
  expect(() =>
    resolveFreezePlan(["encoder.stem", "head"], { "encoder.stam": "frozen" }),
  ).toThrowErrorMatchingInlineSnapshot(
    `[SegmentationError: "encoder.stam" is no layer group of this model; the nearest is "encoder.stem" of "encoder", "encoder.stem", "head"]`,
  );
});

test("a frozen encoder keeps weights and running statistics in a training pass; unfrozen, its statistics move", async () => {
  const model = tinyModel();
  initialise(model, { seed: 1 });
  const before = await tensorHashes(model);
  const pass = () =>
    tidy(() => {
      const image = tensor4d(
        Float32Array.from({ length: 32 }, (_, i) => Math.sin(i)),
        [1, 4, 4, 2],
      );
      return (model.network.apply(image, { training: true }) as Tensor4D).shape;
    });
  applyFreezePlan(model, { encoder: "frozen" });
  pass();
  expect(await tensorHashes(model)).toEqual(before);
  applyFreezePlan(model, {});
  pass();
  expect((await tensorHashes(model))["encoder.bn1.running_mean"]).not.toBe(
    before["encoder.bn1.running_mean"],
  );
  model.dispose();
});
