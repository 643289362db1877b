// Pretraining without labels as an arm of a run: same images, same steps, compared with the noisy labels.
import { temporaryFolder } from "@undercoat/test-utils";
import { expect, test } from "vitest";
import { loadConfig, type RunConfig, readRunSummary, runWorkflow } from "../src/index.ts";
import { writeSyntheticRun } from "./synthetic-run.ts";

const CONFIG: Partial<RunConfig> = {
  seeds: [0, 1],
  engine: "wasm",
  model: { encoder: { name: "resnet18", width: 0.0625 } },
  pretrain: { steps: 4, batchSize: 8, patchSize: 32 },
  finetune: { steps: 3, batchSize: 2, patchSize: 32, patches: 2 },
  layers: { seeds: 0 },
  workers: 1,
  pretrainings: {
    noisy: { role: "noisy", labels: "clean", noise: { kind: "class-conditional", rate: 0.2 } },
    permuted: { role: "control", labels: "clean", permuted: true },
    hidden: { role: "self-supervised", labels: "clean", pretext: { name: "masked-reconstruction", cell: 8 } },
    siamese: { role: "self-supervised", labels: "clean", pretext: "sim-siam", modes: ["frozen"] },
    turned: { role: "self-supervised", labels: "clean", pretext: "rotation-prediction" },
  },
};
const SCENES = { width: 64, height: 64, density: 1, contrast: 1, noise: 8, texture: 8 };

async function configFile(folder: string, override: Partial<RunConfig> = {}): Promise<string> {
  const scenes = { pretrain: 1, finetune: 1, test: 1, seed: 1, scene: SCENES };
  return writeSyntheticRun(folder, scenes, { ...CONFIG, ...override });
}

test("arms without labels are trained, transferred, and compared with the noisy labels", async () => {
  const folder = temporaryFolder();
  const loaded = await loadConfig(await configFile(folder));
  for await (const _ of runWorkflow(loaded, { out: `${folder}/run` }));
  const { metrics } = await readRunSummary(`${folder}/run`);
  const names = metrics.arms.filter(({ role }) => role === "self-supervised").map(({ name }) => name);
  expect(names.toSorted()).toEqual([
    "hidden/frozen",
    "hidden/full",
    "siamese/frozen",
    "turned/frozen",
    "turned/full",
  ]);
  for (const name of ["hidden", "turned"])
    for (const mode of ["frozen", "full"])
      expect(metrics.comparisons).toContainEqual(
        expect.objectContaining({ candidate: `noisy/${mode}`, reference: `${name}/${mode}` }),
      );
  expect(metrics.findings.find((line) => line.startsWith("frozen encoder, noisy labels"))).toMatch(
    /over no labels at all \("hidden"\) .*; over no labels at all \("siamese"\) .*; over no labels at all \("turned"\)/,
  );
  expect(metrics.findings).toContainEqual(
    expect.stringMatching(/^frozen encoder, no labels, "hidden": .* AP over random$/),
  );
}, 120_000);

const ALONE = { role: "self-supervised", labels: "clean", pretext: "rotation-prediction" };

test.each([
  ["no task", { ...ALONE, pretext: undefined }, "add pretext: masked-reconstruction"],
  ["a task beside labels", { ...ALONE, role: "noisy" }, "make the role self-supervised"],
  [
    "noise",
    { ...ALONE, noise: { kind: "omission", probability: 0.1 } },
    "but noise changes how they are used",
  ],
  ["permuted labels", { ...ALONE, permuted: true }, "but permuted changes how they are used"],
  ["a method for labels", { ...ALONE, method: "small-loss" }, "but method changes how they are used"],
  ["a mode that keeps the decoder", { ...ALONE, modes: ["whole"] }, "take frozen or full"],
  [
    "two views of too few patches",
    { ...ALONE, pretext: "sim-siam" },
    '"sim-siam" needs an even pretrain.batchSize from 8, but it is 2',
  ],
  [
    "an unknown task",
    { ...ALONE, pretext: "simclr" },
    "must be one of masked-reconstruction, rotation-prediction",
  ],
])("refused: %s", async (_, pretraining, words) => {
  const stage = { pretrain: { ...CONFIG.pretrain, batchSize: 2 } };
  const file = await configFile(temporaryFolder(), { ...stage, pretrainings: { one: pretraining } as never });
  await expect(loadConfig(file)).rejects.toThrow(words);
});
