import "@tensorflow/tfjs-backend-cpu";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fill, io, setBackend, tidy } from "@tensorflow/tfjs-core";
import { loadLayersModel } from "@tensorflow/tfjs-layers";
import { readSafetensors } from "@undercoat/safetensors";
import { registerLayers } from "@undercoat/tensor";
import { expectNoTensorLeak, temporaryFolder } from "@undercoat/test-utils";
import { beforeAll, expect, test } from "vitest";
import {
  initialise,
  type ModelFiles,
  modelFiles,
  modelFromFiles,
  predictLogits,
  type SegmentationModel,
  segmentationModel,
  tensorHashes,
} from "../src/index.ts";
import { loadModel, saveModel } from "../src/node.ts";
import { scheme, tinyDecoder, tinyEncoder, tinyModel } from "./tiny-model.ts";

beforeAll(() => setBackend("cpu"));

const factories = { encoders: { tiny: tinyEncoder }, decoders: { tiny: tinyDecoder } };
const image = {
  data: Float32Array.from({ length: 32 }, (_, i) => Math.cos(i)),
  height: 4,
  width: 4,
  bands: 2,
};

function savedModel(): SegmentationModel {
  const model = segmentationModel({
    encoder: tinyEncoder(),
    decoder: tinyDecoder(),
    scheme,
    bands: [{ name: "red" }, { name: "infrared" }],
    normalisation: { mean: [1, 2], standardDeviation: [3, 4] },
  });
  initialise(model, { seed: 4 });
  return model;
}

/** Files of a model with one of them edited as JSON. */
async function edited(name: keyof ModelFiles, edit: (content: never) => void): Promise<ModelFiles> {
  const model = savedModel();
  const files = await modelFiles(model);
  model.dispose();
  const content = JSON.parse(new TextDecoder().decode(files[name])) as never;
  edit(content);
  return { ...files, [name]: new TextEncoder().encode(JSON.stringify(content)) };
}

test("a saved and loaded model is the same: hashes, logits, scheme, bands, normalisation; nothing leaks", async () => {
  const folder = join(temporaryFolder(), "model");
  await expectNoTensorLeak(async () => {
    const model = savedModel();
    await saveModel(folder, model);
    const loaded = await loadModel(folder, factories);
    expect(await tensorHashes(loaded)).toEqual(await tensorHashes(model));
    expect(predictLogits(loaded, image)).toEqual(predictLogits(model, image));
    const facts = ({ scheme, bands, normalisation }: SegmentationModel) => ({ scheme, bands, normalisation });
    expect(facts(loaded)).toEqual(facts(model));
    model.dispose();
    loaded.dispose();
  });
});

test("tfjs's own loadLayersModel opens the files", async () => {
  const model = savedModel();
  const files = await modelFiles(model);
  registerLayers();
  const content = JSON.parse(new TextDecoder().decode(files["model.json"])) as io.ModelJSON;
  const network = await loadLayersModel(
    io.fromMemory({
      modelTopology: content.modelTopology as object,
      weightSpecs: content.weightsManifest[0]!.weights,
      weightData: files["weights.bin"].slice().buffer,
    }),
  );
  expect(predictLogits({ ...model, network }, image)).toEqual(predictLogits(model, image));
  network.dispose();
  model.dispose();
});

test("two models write the same bytes when their weights are the same", async () => {
  const models = [savedModel(), savedModel()];
  const [first, second] = await Promise.all(models.map(modelFiles));
  expect(first).toEqual(second);
  for (const model of models) model.dispose();
});

test("a changed byte is named by its tensor", async () => {
  const files = await edited("undercoat.json", () => {});
  const weights = files["weights.bin"].slice();
  weights[weights.length - 1]! ^= 1;
  await expect(
    expectNoTensorLeak(() => modelFromFiles({ ...files, "weights.bin": weights }, factories)),
  ).rejects.toThrowErrorMatchingInlineSnapshot(
    `[SegmentationError: tensor "encoder.bn1.running_var" in "weights.bin" is not the one that "undercoat.json" describes (SHA-256 differs); copy the model folder again]`,
  );
});

test("weights that are not finite are refused, even with the right hash", async () => {
  const model = savedModel();
  tidy(() => model.parameters()[0]!.variable.assign(fill([3, 3, 2, 3], Number.NaN)));
  const files = await modelFiles(model);
  model.dispose();
  await expect(modelFromFiles(files, factories)).rejects.toThrowErrorMatchingInlineSnapshot(
    `[SegmentationError: tensor "encoder.conv1.weight" holds NaN at index 0, where every weight must be finite; take an earlier checkpoint]`,
  );
});

test("another architecture is refused with the first differences", async () => {
  const files = await edited("undercoat.json", () => {});
  const other = { ...factories, encoders: { tiny: () => tinyEncoder({ channels: 4 }) } };
  await expect(modelFromFiles(files, other)).rejects.toThrowErrorMatchingInlineSnapshot(
    `[SegmentationError: encoder "tiny" with decoder "tiny" lacks 6 tensors of the files (encoder.conv1.weight [3, 3, 2, 3]; encoder.bn1.weight [3]; encoder.bn1.bias [3]) and has 6 others (encoder.conv1.weight [3, 3, 2, 4]; encoder.bn1.weight [4]; encoder.bn1.bias [4]); load with the factories the model was made with]`,
  );
});

test("an unknown part, a shortened file and a foreign description are refused", async () => {
  const files = await edited("undercoat.json", () => {});
  await expect(
    modelFromFiles(files, { ...factories, encoders: {} }),
  ).rejects.toThrowErrorMatchingInlineSnapshot(
    `[SegmentationError: the model's encoder is "tiny", but no factory was given; pass { encoders: { "tiny": … } }]`,
  );
  const short = { ...files, "weights.bin": files["weights.bin"].subarray(0, 100) };
  await expect(modelFromFiles(short, factories)).rejects.toThrowErrorMatchingInlineSnapshot(
    `[SegmentationError: "weights.bin" has 100 bytes, but "model.json" lists 504; copy the model folder again]`,
  );
  const foreign = await edited("undercoat.json", (content: { formatVersion: number }) => {
    content.formatVersion = 9;
  });
  await expect(modelFromFiles(foreign, factories)).rejects.toMatchObject({ code: "MODEL_FILE_UNREADABLE" });
  const cut = { ...files, "model.json": files["model.json"].subarray(0, 50) };
  await expect(modelFromFiles(cut, factories)).rejects.toThrowErrorMatchingInlineSnapshot(
    `[SegmentationError: "model.json" of 50 bytes is not JSON; copy the model folder again]`,
  );
});

test("a folder holds the weights for PyTorch and a card for people; a changed byte in them is found", async () => {
  const folder = join(temporaryFolder(), "model");
  const model = segmentationModel({
    encoder: tinyEncoder(),
    decoder: tinyDecoder(),
    scheme,
    licences: [{ of: "labels", licence: "ODbL-1.0", attribution: "© OpenStreetMap contributors" }],
  });
  initialise(model, { seed: 4 });
  await saveModel(folder, model);
  expect(readdirSync(folder).sort()).toEqual([
    "card.md",
    "model.json",
    "undercoat.json",
    "weights.bin",
    "weights.safetensors",
  ]);
  const { tensors, metadata } = readSafetensors(readFileSync(join(folder, "weights.safetensors")));
  expect(tensors.get("encoder.conv1.weight")!.shape).toEqual([3, 2, 3, 3]);
  expect(metadata?.get("format")).toBe("pt");
  expect(readFileSync(join(folder, "card.md"), "utf8")).toContain("* labels: ODbL-1.0 (© OpenStreetMap");
  const loaded = await loadModel(folder, factories);
  expect(loaded.licences).toEqual(model.licences);
  const bytes = readFileSync(join(folder, "weights.safetensors"));
  bytes[bytes.length - 1]! ^= 1;
  writeFileSync(join(folder, "weights.safetensors"), bytes);
  await expect(loadModel(folder, factories)).rejects.toThrowErrorMatchingInlineSnapshot(
    `[SegmentationError: "weights.safetensors" is not the file that "undercoat.json" describes (SHA-256 differs); copy the model folder again]`,
  );
  model.dispose();
  loaded.dispose();
});

test("a folder from before there were such files still loads", async () => {
  const {
    "model.json": modelJson,
    "weights.bin": weights,
    ...files
  } = await edited("undercoat.json", (content) => {
    for (const key of ["files", "licences"]) delete (content as Record<string, unknown>)[key];
  });
  const old = { "model.json": modelJson, "weights.bin": weights, "undercoat.json": files["undercoat.json"] };
  const loaded = await modelFromFiles(old, factories);
  expect(loaded.licences).toEqual([]);
  loaded.dispose();
});

test("an untouched model has no file open and no folder half written", async () => {
  const folder = join(temporaryFolder(), "model");
  const model = tinyModel();
  await saveModel(folder, model);
  expect(readFileSync(join(folder, "model.json"), "utf8")).toContain("UndercoatConvolution");
  model.dispose();
});
