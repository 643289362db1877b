import { readFile, writeFile } from "node:fs/promises";
import { temporaryFolder } from "@undercoat/test-utils";
import { beforeAll, expect, test } from "vitest";
import { writeTinyRun } from "./tiny-run.ts";
import { messageOf, undercoat } from "./undercoat.ts";

const folder = temporaryFolder();
const model = "run/models/seed-0/pretrain-noisy";
const run = (...args: string[]) => undercoat(args, { cwd: folder });

beforeAll(async () => {
  const config = await writeTinyRun(folder);
  const { code, stderr } = await run("pretrain", config, "--out", "run");
  expect(code, stderr).toBe(0);
});

test("a model of a run becomes an ONNX file for any batch and size", async () => {
  const { code, stdout, stderr } = await run("export", "onnx", model, "model.onnx", "--softmax", "--json");
  expect(code, stderr).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    file: "model.onnx",
    opset: 17,
    inputs: { image: ["batch", 3, "height", "width"] },
    outputs: { probabilities: ["batch", 2, "height", "width"] },
    dynamic: { batch: true, size: true },
  });
  const text = (await readFile(`${folder}/model.onnx`)).toString("latin1");
  for (const word of ["encoder.conv1.weight", "sizeMultiple", "normalisation", "nchw"])
    expect(text).toContain(word);
});

test("an existing file is left alone unless --force says otherwise", async () => {
  await writeFile(`${folder}/kept.onnx`, "mine");
  const refused = await run("export", "onnx", model, "kept.onnx");
  expect([refused.code, messageOf(refused, folder)]).toEqual([
    2,
    'undercoat: "kept.onnx" is there already, and nothing is written over; give another name, or --force',
  ]);
  expect(await readFile(`${folder}/kept.onnx`, "utf8")).toBe("mine");
  const { code, stdout } = await run("export", "onnx", model, "kept.onnx", "--force", "--layout", "nhwc");
  expect(code).toBe(0);
  expect(stdout).toMatch(
    /^kept\.onnx: [\d.]+ MB, opset 17; image \[batch, height, width, 3\] → logits \[batch, height, width, 2\]\nchecked with onnxruntime [\d.]+ on 1×64×64×3 and 2×64×128×3: at most [\d.]+e-\d+ from the model\n$/,
  );
});

test("what is no model, and what is no layout", async () => {
  const noModel = await run("export", "onnx", "images", "x.onnx");
  expect(noModel.code).toBe(2);
  expect(messageOf(noModel, folder)).toMatch(/^undercoat: .*images.*; /);
  const noLayout = await run("export", "onnx", model, "x.onnx", "--layout", "nchv");
  expect([noLayout.code, messageOf(noLayout, folder)]).toEqual([
    2,
    'undercoat: --layout is "nchv", expected one of nchw, nhwc; did you mean "nchw"?',
  ]);
});
