import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { type LoadConfigOptions, loadConfig } from "./load-config.ts";

const TEXT = `
name: tiny
data:
  root: files
  labels: { clean: "labels/{scene}.tif", osm: "osm/{scene}.tif" }
  scheme: { name: s, classes: [{ value: 0, name: a }, { value: 7, name: b }] }
  windows: { pretrain: { x: all }, finetune: { y: all }, test: { z: [0, 0, 64, 64] } }
pretrainings:
  osm: { role: noisy, labels: osm }
`;

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "undercoat-config-"));
});

async function load(text: string, options: LoadConfigOptions = {}) {
  const file = path.join(folder, "run.yaml");
  await writeFile(file, text);
  return loadConfig(file, options);
}

/** The message of the refusal, without the folder of this test. */
async function refusal(text: string, options: LoadConfigOptions = {}): Promise<string> {
  const error = await load(text, options).then(
    () => null,
    (reason: unknown) => reason as Error,
  );
  return (error?.message ?? "accepted").replaceAll(`${folder}${path.sep}`, "");
}

test("defaults are filled in and every value knows where it came from", async () => {
  const { config, origins } = await load(TEXT, { set: ["pretrain.steps=7"] });
  expect(config.pretrain).toMatchObject({ steps: 7, batchSize: 4 });
  expect(config.data.root).toBe(path.join(folder, "files"));
  expect(origins).toMatchObject({
    name: "file",
    "pretrain.steps": "command line",
    "pretrain.batchSize": "default",
    "data.root": "file",
  });
});

test("a setting replaces a whole list, read as YAML", async () => {
  const { config } = await load(TEXT, { set: ["seeds=[4, 5]", "data.downsample=2"] });
  expect(config.seeds).toEqual([4, 5]);
  expect(config.data.downsample).toBe(2);
});

describe("the loss", () => {
  const withLoss = (yaml: string) => `${TEXT}loss: ${yaml}\n`;

  test("is a name that stays a name, or a name with options whose defaults are filled in", async () => {
    expect((await load(TEXT)).config.loss).toBe("cross-entropy-dice");
    expect((await load(withLoss("lovasz"))).config.loss).toBe("lovasz");
    const { config, origins } = await load(withLoss("{ name: generalised-cross-entropy, q: 0.5 }"));
    expect(config.loss).toEqual({ name: "generalised-cross-entropy", q: 0.5, truncation: null });
    expect(origins).toMatchObject({ "loss.q": "file", "loss.truncation": "default" });
  });

  test.each([
    ["dicee", '"loss" is "dicee", but must be one of cross-entropy, dice, '],
    ["dicee", '; did you mean "dice"?'],
    ["{ name: dicee }", '"loss.name" is "dicee", but must be one of cross-entropy, dice, '],
    ["{ name: focal, gama: 1 }", '"loss.gama" is not known; did you mean "gamma"?'],
    ["{ name: generalised-cross-entropy, q: 2 }", '"loss.q" is 2, but must be at most 1'],
    [
      "{ name: forward-correction, transitionMatrix: [[0.5, 0.4], [0, 1]] }",
      '"loss.transitionMatrix.0": a row must sum to 1',
    ],
    [
      "{ name: cross-entropy, classWeights: [1, 2, 3] }",
      '"loss.classWeights": has 3 entries, but the scheme 2 classes; give one per class',
    ],
    [
      "{ name: sum, losses: [{ loss: { name: dice, classWeights: [1, 2, 3] } }] }",
      '"loss.losses.0.loss.classWeights": has 3 entries',
    ],
    [
      "{ name: sum, losses: [{ loss: dice }, { loss: dice }] }",
      '"loss.losses": a loss stands twice in the sum',
    ],
    ["3", '"loss" is 3, but must be one of cross-entropy, dice, '],
  ])("%s is refused: %s", async (yaml, message) => {
    expect(await refusal(withLoss(yaml))).toContain(message);
  });
});

test("the data folder may come from the environment, else from the default beside it", async () => {
  const text = TEXT.replace("root: files", ["root: $", "{SOME_DATA:-there}"].join(""));
  const fromDefault = await load(text, { environment: {} });
  expect(fromDefault.config.data.root).toBe(path.join(folder, "there"));
  const fromVariable = await load(text, { environment: { SOME_DATA: "/data" } });
  expect(fromVariable.config.data.root).toBe("/data");
  expect(fromVariable.origins["data.root"]).toBe("environment");
});

describe("refusals name the file, the key, what is there and what was expected", () => {
  test("a misspelt key names the nearest", async () => {
    expect(await refusal(TEXT.replace("root: files", "root: files\n  downsampel: 2"))).toMatchInlineSnapshot(
      `"config "run.yaml": key "data.downsampel" is not known; did you mean "downsample"?; known here: root, images, align, labels, scheme, positiveClass, bands, downsample, windows, buffer, normalisation, provenance"`,
    );
  });
  test("a misspelt key on the command line", async () => {
    expect(await refusal(TEXT, { set: ["pretrain.step=3"] })).toMatchInlineSnapshot(
      `"config "run.yaml": key "pretrain.step" is not known; did you mean "steps"?; known here: steps, batchSize, patchSize, learningRate, schedule, optimizer, warmUpSteps, weightDecay, weightDecayOf, clipNorm, clipValue, accumulate, layerDecay, averaging, freezePlan, freezeSchedule, dihedral, method"`,
    );
  });
  test("a value of another type", async () => {
    expect(await refusal(TEXT, { set: ["pretrain.steps=many"] })).toMatchInlineSnapshot(
      `"config "run.yaml": key "pretrain.steps" is "many", but must be a number"`,
    );
  });
  test("a value outside its range", async () => {
    expect(await refusal(TEXT, { set: ["finetune.patches=0"] })).toMatchInlineSnapshot(
      `"config "run.yaml": key "finetune.patches" is 0, but must be at least 1"`,
    );
  });
  test("a patch size that the decoder cannot take", async () => {
    expect(await refusal(TEXT, { set: ["pretrain.patchSize=100"] })).toMatchInlineSnapshot(
      `"config "run.yaml": key "pretrain.patchSize" is 100, but must be a multiple of 32"`,
    );
  });
  test("a misspelt word", async () => {
    expect(await refusal(TEXT, { set: ["model.encoder.name=resnet81"] })).toMatchInlineSnapshot(
      `"config "run.yaml": key "model.encoder.name" is "resnet81", but must be one of resnet18, resnet34, resnet50, resnet101, mobilenet-v2, convnext-tiny, plain-unet, tiny; did you mean "resnet18"?"`,
    );
  });
  test("an output stride of an encoder that is never dilated", async () => {
    const set = ["model.encoder.name=convnext-tiny", "model.encoder.outputStride=16"];
    expect(await refusal(TEXT, { set })).toMatchInlineSnapshot(
      `"config "run.yaml": key "model.encoder.outputStride": 16 asks for dilation, but "convnext-tiny" has no dilated form; leave it out, or take one of resnet18, resnet34, resnet50, resnet101, mobilenet-v2"`,
    );
  });
  test("an encoder that a dilated decoder cannot stand on", async () => {
    const set = ["model.encoder.name=convnext-tiny", "model.finetuneDecoder=deeplabv3plus"];
    expect(await refusal(TEXT, { set })).toMatchInlineSnapshot(
      `"config "run.yaml": key "model.encoder.name": "convnext-tiny" has no dilated form, but "deeplabv3plus" needs one; take one of resnet18, resnet34, resnet50, resnet101, mobilenet-v2, or another decoder"`,
    );
  });
  test("labels that are not in the data", async () => {
    expect(await refusal(TEXT.replace("labels: osm }", "labels: ozm }"))).toMatchInlineSnapshot(
      `"config "run.yaml": key "pretrainings.osm.labels": "ozm" is not in data.labels (clean, osm)"`,
    );
  });
  test("a missing key", async () => {
    expect(await refusal(TEXT.replace("name: tiny", ""))).toMatchInlineSnapshot(
      `"config "run.yaml": key "name" is missing, but must be a string"`,
    );
  });
  test("no clean labels", async () => {
    expect(await refusal(TEXT.replace('clean: "labels', 'cleen: "labels'))).toMatchInlineSnapshot(
      `"config "run.yaml": key "data.labels": needs an entry "clean""`,
    );
  });
  test("a setting that is no setting", async () => {
    expect(await refusal(TEXT, { set: ["steps"] })).toMatchInlineSnapshot(
      `"--set "steps" is not key=value; write for example --set pretrain.steps=100"`,
    );
  });
  test("a file that is no YAML", async () => {
    expect(await refusal("a: [1")).toMatchInlineSnapshot(
      `"config "run.yaml" is not readable as YAML or JSON: Flow sequence in block collection must be sufficiently indented and end with a ] at line 1, column 6"`,
    );
  });
  test("a file that is text", async () => {
    expect(await refusal("hello")).toMatchInlineSnapshot(
      `"config "run.yaml" holds a string, expected keys and values; "undercoat init" writes a starter"`,
    );
  });
  test("a file that is not there", async () => {
    const error = await loadConfig(path.join(folder, "rum.yaml")).catch((reason: unknown) => reason as Error);
    expect((error as Error).message.replaceAll(folder, "FOLDER")).toMatchInlineSnapshot(
      `""FOLDER/rum.yaml" does not exist; the nearest existing folder is "FOLDER" and holds "run.yaml"; check the path"`,
    );
  });
});
