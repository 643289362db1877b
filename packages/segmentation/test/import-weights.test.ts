import "@tensorflow/tfjs-backend-cpu";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setBackend } from "@tensorflow/tfjs-core";
import { isSafetensorsError } from "@undercoat/safetensors";
import { describeShared, goldenCases, temporaryFolder } from "@undercoat/test-utils";
import { beforeAll, expect, test } from "vitest";
import { initialise, tensorHashes } from "../src/index.ts";
import { exportWeights, importWeights } from "../src/node.ts";
import { tinyModel } from "./tiny-model.ts";

beforeAll(() => setBackend("cpu"));

test("a file that was written fills another model with the same weights", async () => {
  const file = join(temporaryFolder(), "weights.safetensors");
  const [source, target] = [tinyModel(), tinyModel()];
  initialise(source, { seed: 5 });
  await exportWeights(source, file);
  await importWeights(target, file);
  expect(await tensorHashes(target)).toEqual(await tensorHashes(source));
  await exportWeights(target, `${file}2`);
  expect(readFileSync(`${file}2`).equals(readFileSync(file))).toBe(true);
  source.dispose();
  target.dispose();
});

test("a file that is cut off, anywhere, is refused and changes nothing", async () => {
  const file = join(temporaryFolder(), "weights.safetensors");
  const model = tinyModel();
  initialise(model, { seed: 5 });
  await exportWeights(model, file);
  const before = await tensorHashes(model);
  const whole = readFileSync(file);
  for (const length of [0, 7, 40, whole.length - 300, whole.length - 1]) {
    writeFileSync(file, whole.subarray(0, length));
    const error = await importWeights(model, file).catch((thrown: unknown) => thrown);
    expect(isSafetensorsError(error, "TRUNCATED"), `${length}: ${error}`).toBe(true);
  }
  await expect(importWeights(model, `${file}x`)).rejects.toMatchObject({ code: "FILE_MISSING" });
  expect(await tensorHashes(model)).toEqual(before);
  model.dispose();
});

test("PyTorch's own files are named as such, with the command that converts them", async () => {
  const file = join(temporaryFolder(), "resnet50.pth");
  const model = tinyModel();
  for (const start of [
    [0x50, 0x4b, 3, 4],
    [0x80, 2, 0x8a, 0x0a],
  ]) {
    writeFileSync(file, Uint8Array.from([...start, ...new Uint8Array(100)]));
    await expect(importWeights(model, file)).rejects.toThrow(
      /^".+resnet50.pth" is a PyTorch checkpoint, .+: python convert_pth.py ".+\.pth" ".+resnet50\.safetensors"/,
    );
  }
  model.dispose();
});

describeShared("malformed files of the reference set", ["golden", "safetensors"], () => {
  const { folder, cases } = goldenCases<{ file: string }>("safetensors");
  const malformed = cases.filter(({ kind }) => kind === "malformed");

  test("are refused, every one, and fill nothing", async () => {
    const model = tinyModel();
    const before = await tensorHashes(model);
    for (const { id, file } of malformed) {
      const error = await importWeights(model, join(folder, file)).catch((thrown: unknown) => thrown);
      expect(isSafetensorsError(error), `${id}: ${error}`).toBe(true);
    }
    expect(malformed.length).toBeGreaterThan(0);
    expect(await tensorHashes(model)).toEqual(before);
    model.dispose();
  });
});
