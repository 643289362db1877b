import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { temporaryFolder } from "@undercoat/test-utils";
import { beforeAll, expect, test } from "vitest";
import { writeTinyRun } from "./tiny-run.ts";
import { messageOf, undercoat } from "./undercoat.ts";

const folder = temporaryFolder();
const run = (...args: string[]) => undercoat(args, { cwd: folder });
const model = "run/models/seed-0/pretrain-noisy";
const NEW = [
  ...["--encoder", "resnet18", "--decoder", "unet", "--width", "0.0625"],
  ...["--bands", "red,green,blue", "--classes", "ground,square"],
];

beforeAll(async () => {
  const { code, stderr } = await run("pretrain", await writeTinyRun(folder), "--out", "run");
  expect(code, stderr).toBe(0);
});

test("weights go out for PyTorch and come in again, the same, into a folder with a card and their licence", async () => {
  const out = await run("export", "safetensors", model, "weights.safetensors", "--json");
  expect(out.code, out.stderr).toBe(0);
  expect(JSON.parse(out.stdout)).toMatchObject({ out: "weights.safetensors" });
  const args = ["model", "import", "weights.safetensors", ...NEW, "--licence", "CC-BY-4.0"];
  const { code, stdout, stderr } = await run(...args, "--mean", "1,2,3", "--std", "4,5,6", "--out", "again");
  expect(code, stderr).toBe(0);
  expect(stdout).toMatch(
    /^again: \d+ tensors filled, 0 drawn\nencoder: prefix "encoder\.", names as it is\ndecoder and head: no prefix, names as it is\n$/,
  );
  const read = (name: string) => readFile(`${folder}/${name}`);
  expect((await read("again/weights.bin")).equals(await read(`${model}/weights.bin`))).toBe(true);
  expect((await read("again/weights.safetensors")).equals(await read("weights.safetensors"))).toBe(true);
  expect((await read("again/card.md")).toString()).toContain("* weights of the model: CC-BY-4.0");
  const described = JSON.parse((await read("again/undercoat.json")).toString());
  expect(described).toMatchObject({
    normalisation: { mean: [1, 2, 3], standardDeviation: [4, 5, 6] },
    licences: [{ of: "weights of the model", licence: "CC-BY-4.0", attribution: null }],
  });
});

test("a model goes out for pages as TensorFlow.js opens it", async () => {
  const { code, stdout } = await run("export", "tfjs", model, "web");
  expect([code, stdout.split(":")[0]]).toEqual([0, "web"]);
  const manifest = JSON.parse(await readFile(`${folder}/web/model.json`, "utf8"));
  expect(manifest.format).toBe("layers-model");
  const refused = await run("export", "tfjs", model, "web");
  expect([refused.code, messageOf(refused, folder)]).toEqual([
    2,
    'undercoat: "web" is there already, and nothing is written over; give another name, or --force',
  ]);
});

test("weights that do not fit are refused with what to do, and leave no folder", async () => {
  const whole = `${model}/weights.safetensors`;
  const refusal = async (file: string, ...more: string[]) => {
    const finished = await run("model", "import", file, ...NEW, "--out", "refused", ...more);
    return [finished.code, messageOf(finished, folder)];
  };
  expect(await refusal(whole, "--bands", "red,green,blue,infrared")).toEqual([
    2,
    expect.stringContaining("takes 3 bands, but the model 4; nothing was loaded"),
  ]);
  expect(await refusal(whole, "--mean", "1,2,3")).toEqual([
    2,
    expect.stringContaining("--mean is given alone"),
  ]);
  await writeFile(`${folder}/cut.safetensors`, (await readFile(`${folder}/${whole}`)).subarray(0, -9));
  expect(await refusal("cut.safetensors")).toEqual([1, expect.stringContaining("copy the file again")]);
  expect(existsSync(`${folder}/refused`)).toBe(false);
});

test("a summary of a model and of a config before training says the same, as text and as JSON", async () => {
  const text = await run("model", "summary", model, "--size", "64x64");
  expect(text.code, text.stderr).toBe(0);
  expect(text.stdout).toMatch(/encoder\.stage4 +16 +2×2×32 /);
  expect(text.stdout).toContain("A multiply-add is two operations");
  const config = await run("model", "summary", "run.yaml", "--size", "64x64", "--json");
  expect(config.code, config.stderr).toBe(0);
  expect(JSON.parse(config.stdout)).toMatchObject({ image: [64, 64, 3], classes: ["ground", "square"] });
});

test("published weights are listed with their licence; a name that is none is answered with its neighbours", async () => {
  const { code, stdout } = await run("model", "weights");
  expect(code).toBe(0);
  expect(stdout).toMatch(/^resnet50-sentinel2-all-moco +13 +SSL4EO-S12 +moco +CC-BY-4\.0$/m);
  const unknown = await run("model", "weights", "resnet50");
  expect([unknown.code, messageOf(unknown, folder)]).toEqual([
    2,
    expect.stringContaining('no weights are called "resnet50"; near are "resnet50-'),
  ]);
});
