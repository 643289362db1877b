import "@tensorflow/tfjs-backend-cpu";
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setBackend } from "@tensorflow/tfjs-core";
import type { SafetensorsTensor } from "@undercoat/safetensors";
import { importStateDict, predictLogits, stateDict } from "@undercoat/segmentation";
import { exportWeights } from "@undercoat/segmentation/node";
import {
  describeShared,
  expectNoTensorLeak,
  goldenCases,
  goldenImage,
  goldenWeight,
  temporaryFolder,
} from "@undercoat/test-utils";
import { beforeAll, describe, expect, test } from "vitest";
import { layerOf, type ModelCase, readPart, wholeCase } from "./golden-case.ts";
import { emptyModel, goldenModel, goldenWeights } from "./golden-model.ts";

const PYTHON = process.env["UNDERCOAT_PYTHON"] ?? "";
/** Sums of up to a million numbers in float64, over values that were rounded to float32. */
const SUM = 1e-6;
const LOGITS = 1e-4;

beforeAll(() => setBackend("cpu"));

interface GoldenTensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly first: readonly number[];
  readonly sum: number;
}

/** What is here of the cases. */
function cases(): { folder: string; ours: readonly ModelCase[] } {
  const { folder, cases: all } = goldenCases<ModelCase>("models");
  return { folder, ours: all.filter((golden) => golden.kind === "model") };
}

describeShared("state_dicts of segmentation_models.pytorch", ["golden", "models"], () => {
  const { folder, ours } = cases();

  test.each(ours.map((golden) => [golden.id, golden] as const))(
    "%s: names, shapes, order and values, in and out",
    async (_id, golden) => {
      const whole = wholeCase(folder, golden);
      const { salt } = whole.file;
      const layers = new Set(whole.tensors.map(({ name }) => layerOf(name)));
      const expected = readPart<GoldenTensor[]>(folder, golden.tensors).filter(({ name }) =>
        layers.has(layerOf(name)),
      );
      const given = new Map(expected.map(({ name, shape }) => [name, tensorOf(salt, name, shape)] as const));
      await expectNoTensorLeak(() => {
        const model = emptyModel(golden);
        const report = importStateDict(model, given);
        expect([report.missing, report.unexpected]).toEqual([[], []]);
        const exported = stateDict(model);
        const shapes = [...exported].map(([name, { shape }]) => ({ name, shape }));
        expect(shapes).toEqual(expected.map(({ name, shape }) => ({ name, shape })));
        for (const { name, first, sum } of expected) {
          const { data } = exported.get(name)!;
          expect(sameBytes(data, given.get(name)!.data), name).toBe(true);
          const numbers = data instanceof Float32Array ? data : Float32Array.of(Number(data[0]));
          expect([...numbers.subarray(0, first.length)]).toEqual(first.map(Math.fround));
          expect(Math.abs(sumOf(numbers) - sum), name).toBeLessThan(SUM * Math.max(1, Math.abs(sum)));
        }
        model.dispose();
      });
    },
  );
});

/** Comparing millions of numbers one by one takes the test runner minutes. */
function sameBytes(a: ArrayBufferView, b: ArrayBufferView): boolean {
  const bytes = ({ buffer, byteOffset, byteLength }: ArrayBufferView) =>
    Buffer.from(buffer, byteOffset, byteLength);
  return bytes(a).equals(bytes(b));
}

function sumOf(numbers: Float32Array): number {
  let sum = 0;
  for (const value of numbers) sum += value;
  return sum;
}

function tensorOf(salt: string, name: string, shape: readonly number[]): SafetensorsTensor {
  if (name.endsWith("num_batches_tracked")) return { type: "I64", shape, data: BigInt64Array.of(0n) };
  return { type: "F32", shape, data: goldenWeight(salt, name, shape) };
}

/** Loads the file strictly into the same network, and answers with its logits `[row, column, class]`. */
const TORCH = `
import json, sys, numpy as np, torch, safetensors.torch, segmentation_models_pytorch as smp
about = json.load(open(sys.argv[1]))
model = smp.create_model(about["decoder"], about["encoder"], encoder_weights=None, in_channels=about["inChannels"],
                         classes=about["classes"], **about["options"])
model.load_state_dict(safetensors.torch.load_file(about["weights"]))
model.eval()
image = torch.tensor(about["image"]).reshape(about["shape"]).permute(2, 0, 1)[None]
with torch.no_grad():
    print(json.dumps(model(image)[0].permute(1, 2, 0).flatten().tolist()))`;

describe.skipIf(PYTHON === "")("PyTorch (skipped where UNDERCOAT_PYTHON names no Python with smp)", () => {
  test("loads an exported file as it is, and gives the same logits", async () => {
    const { folder, ours } = cases();
    const golden = ours.find(
      ({ decoder, options }) => decoder === "unet" && Object.keys(options).length === 0,
    )!;
    const model = goldenModel(golden, goldenWeights(wholeCase(folder, golden)));
    const [size, place] = [64, temporaryFolder()];
    const weights = join(place, "weights.safetensors");
    await exportWeights(model, weights);
    const { inChannels, classes, encoder, decoder } = golden;
    const data = goldenImage("logits", [1, inChannels, size, size]);
    const about = { encoder, decoder, inChannels, classes, options: {}, weights };
    const file = join(place, "about.json");
    writeFileSync(
      file,
      JSON.stringify({ ...about, image: Array.from(data), shape: [size, size, inChannels] }),
    );
    const theirs = JSON.parse(execFileSync(PYTHON, ["-c", TORCH, file], { encoding: "utf8" })) as number[];
    const mine = predictLogits(model, { data, height: size, width: size, bands: inChannels });
    expect(mine).toHaveLength(theirs.length);
    expect(Math.max(...mine.map((value, index) => Math.abs(value - theirs[index]!)))).toBeLessThan(LOGITS);
    model.dispose();
  });
});
