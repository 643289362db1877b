import "@tensorflow/tfjs-backend-cpu";
import { setBackend } from "@tensorflow/tfjs-core";
import type { SafetensorsTensor } from "@undercoat/safetensors";
import { expectNoTensorLeak } from "@undercoat/test-utils";
import { beforeAll, expect, test } from "vitest";
import { tinyModel } from "../test/tiny-model.ts";
import type { ImportOptions } from "./import-options.ts";
import { importStateDict } from "./import-state-dict.ts";
import { initialise } from "./initialise.ts";
import { stateDict } from "./state-dict.ts";
import { tensorHashes } from "./tensor-hashes.ts";

beforeAll(() => setBackend("cpu"));

type Tensors = Map<string, SafetensorsTensor>;

/** The state_dict of a tiny model with drawn weights. */
function given(options: Parameters<typeof tinyModel>[0] = {}, seed = 3): Tensors {
  const model = tinyModel(options);
  initialise(model, { seed });
  const tensors = stateDict(model);
  model.dispose();
  return tensors;
}

function renamed(tensors: Tensors, rename: (key: string) => string): Tensors {
  return new Map([...tensors].map(([key, tensor]) => [rename(key), tensor]));
}

/** The message of a refused import; the model must be as it was. */
async function refusal(tensors: Tensors, options: ImportOptions = {}): Promise<string> {
  const model = tinyModel();
  initialise(model, { seed: 9 });
  const before = await tensorHashes(model);
  let message = "accepted";
  try {
    importStateDict(model, tensors, options);
  } catch (error) {
    message = `${(error as { code?: string }).code}: ${(error as Error).message}`;
  }
  expect(await tensorHashes(model)).toEqual(before);
  model.dispose();
  return message;
}

test("what was exported is imported: every tensor is the same, the weights given are not touched, nothing leaks", async () => {
  const tensors = given();
  const copy = structuredClone(tensors);
  const [source, target] = [tinyModel(), tinyModel()];
  initialise(source, { seed: 3 });
  await expectNoTensorLeak(() => {
    const report = importStateDict(target, tensors);
    expect(report.matched).toHaveLength(target.parameters().length);
    expect(report).toMatchObject({ missing: [], unexpected: [], adapted: null });
  });
  expect(await tensorHashes(target)).toEqual(await tensorHashes(source));
  expect(tensors).toEqual(copy);
  source.dispose();
  target.dispose();
});

test.each([
  ["as torchvision and timm write it", "", (key: string) => key.replace("encoder.", "")],
  ["as it is", "encoder.", (key: string) => key],
  ["DataParallel", "module.", (key: string) => key.replace("encoder.", "module.")],
  ["a torchgeo task", "model.encoder.", (key: string) => `model.${key}`],
  ["a torchgeo backbone", "model.backbone.", (key: string) => key.replace("encoder.", "model.backbone.")],
  ["MoCo", "module.encoder_q.", (key: string) => key.replace("encoder.", "module.encoder_q.")],
  ["MoCo v3", "module.base_encoder.", (key: string) => key.replace("encoder.", "module.base_encoder.")],
  ["DINO", "teacher.backbone.", (key: string) => key.replace("encoder.", "teacher.backbone.")],
  [
    "flattened",
    "state_dict.module.encoder_q.",
    (key: string) => key.replace("encoder.", "state_dict.module.encoder_q."),
  ],
])("an encoder is found under the names of %s", (_who, prefix, rename) => {
  const model = tinyModel();
  const { matched, rules } = importStateDict(model, renamed(given(), rename), { parts: ["encoder"] });
  expect(matched).toHaveLength(5);
  expect(rules).toEqual([{ of: "encoder", prefix, dialect: "as it is" }]);
  model.dispose();
});

test("of MoCo's two networks the query is taken; the key, the queue and the classifier are unexpected", async () => {
  const query = renamed(given({}, 3), (key) => key.replace("encoder.", "module.encoder_q."));
  const key = renamed(given({}, 4), (name) => name.replace("encoder.", "module.encoder_k."));
  const extra: SafetensorsTensor = { type: "F32", shape: [1], data: Float32Array.of(1) };
  const [model, expected] = [tinyModel(), tinyModel()];
  const tensors = new Map([...key, ...query, ["module.queue", extra], ["module.encoder_q.fc.weight", extra]]);
  const { unexpected } = importStateDict(model, tensors as Tensors, { parts: ["encoder"] });
  initialise(expected, { seed: 3 });
  const [hashes, wanted] = [await tensorHashes(model), await tensorHashes(expected)];
  expect(hashes["encoder.conv1.weight"]).toBe(wanted["encoder.conv1.weight"]);
  expect(unexpected).toContain("module.queue");
  expect(unexpected).toContain("module.encoder_q.fc.weight");
  expect(unexpected).toContain("module.encoder_k.conv1.weight");
  model.dispose();
  expected.dispose();
});

test("another number of bands is refused, and fits when that is asked for by name", async () => {
  const tensors = given({ inChannels: 3 });
  expect(await refusal(tensors)).toMatchInlineSnapshot(
    `"CHANNEL_MISMATCH: the weights' first convolution "encoder.conv1.weight" takes 3 bands, but the model 2; nothing was loaded: make the model for 3 bands, or ask for adaptFirstConvolution"`,
  );
  const model = tinyModel();
  const { adapted } = importStateDict(model, tensors, { adaptFirstConvolution: true });
  expect(adapted).toEqual({ name: "encoder.conv1.weight", from: 3, to: 2 });
  const [mine, theirs] = [stateDict(model), tensors].map((all) => all.get("encoder.conv1.weight")!.data);
  expect(mine![0]).toBe(Math.fround((theirs as Float32Array)[0]! * 1.5)); // of 3 bands for 2
  expect(mine![17]).toBe(Math.fround((theirs as Float32Array)[17]! * 1.5)); // the second band is the second one's
  model.dispose();
});

test("weights of another architecture are refused, with the first differences", async () => {
  expect(await refusal(given({ channels: 4 }))).toMatchInlineSnapshot(
    `"WEIGHTS_MISMATCH: of the 8 tensors of "encoder", "decoder", "head", 6 have another shape (encoder.conv1.weight is [4, 2, 3, 3], expected [3, 2, 3, 3]; encoder.bn1.weight is [4], expected [3]; encoder.bn1.bias is [4], expected [3]; …); nothing was loaded: take weights of the same architecture"`,
  );
  const other = renamed(given(), (key) => key.replace("conv1", "stem"));
  expect(await refusal(other)).toMatchInlineSnapshot(
    `"WEIGHTS_MISMATCH: of the 8 tensors of "encoder", "decoder", "head", 1 are missing (encoder.conv1.weight); nothing was loaded: take weights of the same architecture, ask for other parts, or allow what is missing"`,
  );
  const foreign: Tensors = new Map([["wte", { type: "F32", shape: [1], data: Float32Array.of(1) }]]);
  expect(await refusal(foreign)).toMatchInlineSnapshot(
    `"WEIGHTS_MISMATCH: of the 8 tensors of "encoder", "decoder", "head", 8 are missing (encoder.conv1.weight; encoder.bn1.weight; encoder.bn1.bias; …); the weights begin with wte; nothing was loaded: take weights of the same architecture, ask for other parts, or allow what is missing"`,
  );
  expect(await refusal(new Map())).toMatchInlineSnapshot(
    `"WEIGHTS_MISMATCH: of the 8 tensors of "encoder", "decoder", "head", 8 are missing (encoder.conv1.weight; encoder.bn1.weight; encoder.bn1.bias; …); the weights begin with no tensor at all; nothing was loaded: take weights of the same architecture, ask for other parts, or allow what is missing"`,
  );
});

test("a head of other classes is refused with what to do, and is left out where only the rest is asked for", async () => {
  const tensors = given();
  tensors.set("segmentation_head.0.weight", {
    type: "F32",
    shape: [5, 2, 1, 1],
    data: new Float32Array(10),
  });
  tensors.set("segmentation_head.0.bias", { type: "F32", shape: [5], data: new Float32Array(5) });
  expect(await refusal(tensors)).toMatchInlineSnapshot(
    `"WEIGHTS_MISMATCH: the weights' head has 5 classes, but the model's scheme has 2; nothing was loaded: ask for the parts "encoder" and "decoder", or give a scheme of 5 classes"`,
  );
  const model = tinyModel();
  const { matched, unexpected } = importStateDict(model, tensors, { parts: ["encoder", "decoder"] });
  expect([matched.length, unexpected]).toEqual([
    6,
    ["segmentation_head.0.weight", "segmentation_head.0.bias"],
  ]);
  model.dispose();
});

test("what is missing is refused, or listed where that is allowed", async () => {
  const tensors = given();
  tensors.delete("encoder.bn1.bias");
  expect(await refusal(tensors)).toMatchInlineSnapshot(
    `"WEIGHTS_MISMATCH: of the 8 tensors of "encoder", "decoder", "head", 1 are missing (encoder.bn1.bias); nothing was loaded: take weights of the same architecture, ask for other parts, or allow what is missing"`,
  );
  const model = tinyModel();
  expect(importStateDict(model, tensors, { allowMissing: true }).missing).toEqual(["encoder.bn1.bias"]);
  model.dispose();
});

test("NaN and infinity are refused before anything is written", async () => {
  const tensors = given();
  const bias = tensors.get("segmentation_head.0.bias")!;
  tensors.set("segmentation_head.0.bias", {
    ...bias,
    data: Float32Array.of(0, Number.NaN),
  } as SafetensorsTensor);
  expect(await refusal(tensors)).toMatchInlineSnapshot(
    `"WEIGHT_NOT_FINITE: tensor "segmentation_head.0.bias" holds NaN at index 1, where every weight must be finite; nothing was loaded: take another checkpoint"`,
  );
  const variance: SafetensorsTensor = { type: "F16", shape: [3], data: Uint16Array.of(0x3c00, 0x7c00, 0) };
  expect(await refusal(new Map([...given(), ["encoder.bn1.running_var", variance]]))).toMatch(
    /"encoder.bn1.running_var" holds Infinity at index 1/,
  );
});

test("half precision is widened, a part that the model lacks and an unknown option are named", async () => {
  const half: SafetensorsTensor = { type: "BF16", shape: [3], data: Uint16Array.of(0x3f80, 0xbf80, 0x4000) };
  const model = tinyModel();
  importStateDict(model, new Map([...given(), ["encoder.bn1.weight", half]]));
  expect([...(stateDict(model).get("encoder.bn1.weight")!.data as Float32Array)]).toEqual([1, -1, 2]);
  model.dispose();
  expect(await refusal(given(), { parts: ["encodr"] })).toMatchInlineSnapshot(
    `"UNKNOWN_PART: "encodr" is no part of the target model; the nearest is "encoder""`,
  );
  expect(await refusal(given(), { strict: false } as ImportOptions)).toContain("Unrecognized key");
});
