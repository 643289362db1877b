import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { temporaryFolder } from "@undercoat/test-utils";
import { beforeAll, describe, expect, test } from "vitest";
import { parse, stringify } from "yaml";
import { estimateRun, loadConfig } from "../src/index.ts";
import { listRecipes, namedRecipe, RecipeName } from "../src/options.ts";
import { writeSyntheticRun } from "./synthetic-run.ts";
import { testConfig } from "./test-config.ts";

/** What makes any recipe small enough for a test; the file wins over the recipe. */
const SMALL = {
  engine: "cpu",
  seeds: [0],
  model: { encoder: { width: 1 / 16 } },
  pretrain: { batchSize: 1, patchSize: 32 },
  finetune: { batchSize: 1, patchSize: 32, patches: 1 },
  pretrainings: {
    noisy: { role: "noisy", labels: "clean", noise: { kind: "class-conditional", rate: 0.2 } },
    clean: { role: "clean", labels: "clean" },
  },
};

let folder: string;
let base: Record<string, unknown>;

beforeAll(async () => {
  folder = temporaryFolder();
  const scene = { width: 64, height: 64 };
  const made = { pretrain: 1, finetune: 1, test: 1, scene, seed: 0 };
  const file = await writeSyntheticRun(folder, made, SMALL as never);
  base = parse(await readFile(file, "utf8")) as Record<string, unknown>;
});

async function withConfig(change: Record<string, unknown>): Promise<string> {
  const file = path.join(folder, "recipe.yaml");
  await writeFile(file, stringify({ ...base, ...change }));
  return file;
}

describe("every recipe", () => {
  test.each(RecipeName.options)("%s: a dry run plans it on small files", async (recipe) => {
    const data = { ...(base["data"] as object), bands: [1, 2, 3] };
    const estimate = await estimateRun(await loadConfig(await withConfig({ recipe, data })));
    expect(estimate.arms.length).toBeGreaterThan(1);
    expect(estimate.parameters).toBeGreaterThan(0);
  });

  test.each(RecipeName.options)("%s: sets what it says, as the origins tell", async (recipe) => {
    const { model: _model, pretrain: _pretrain, finetune: _finetune, seeds: _seeds, ...rest } = base;
    const file = path.join(folder, "bare.yaml");
    await writeFile(file, stringify({ ...rest, recipe }));
    const { config, origins } = await loadConfig(file);
    const own = leaves(namedRecipe(recipe).values);
    const all = new Map(leaves(config));
    expect(own.length).toBeGreaterThan(3);
    for (const [key, value] of own) {
      expect(all.get(key), key).toEqual(value);
      expect(origins[key], key).toBe("recipe");
    }
    expect(origins["recipe"]).toBe("file");
    expect(origins["checkpointEvery"]).toBe("default");
  });
});

test("the file wins over the recipe, the command line over both", async () => {
  const file = await withConfig({ recipe: "quick", pretrain: { steps: 7 } });
  const { config, origins } = await loadConfig(file, { set: ["finetune.steps=3"] });
  expect([config.pretrain.steps, config.finetune.steps, config.pretrain.batchSize]).toEqual([7, 3, 4]);
  expect([origins["pretrain.steps"], origins["finetune.steps"], origins["pretrain.batchSize"]]).toEqual([
    "file",
    "command line",
    "recipe",
  ]);
});

test("another method replaces that of a recipe as a whole", async () => {
  const file = await withConfig({ recipe: "aio2", pretrain: { method: { name: "small-loss" } } });
  const { config } = await loadConfig(file);
  expect(config.pretrain.method).toEqual({
    name: "small-loss",
    noiseRate: 0.2,
    rampSteps: 100,
    perClass: false,
  });
});

test("a recipe that is not known is refused with the nearest", async () => {
  await expect(loadConfig(await withConfig({ recipe: "quik" }))).rejects.toThrow('did you mean "quick"?');
  expect(() => namedRecipe("standart")).toThrowErrorMatchingInlineSnapshot(
    `[WorkflowError: recipe "standart" is not known, expected one of quick, standard, cromss-single, cromss-finetune, aio2, nyc, ssl4eo-s2dw; did you mean "standard"?]`,
  );
});

test("a dry run refuses freezing of groups that the models do not have, with the nearest name", async () => {
  const refusal = async (stage: string, keys: object, more: object = {}) => {
    const file = await withConfig({ ...more, [stage]: { ...(base[stage] as object), ...keys } });
    return estimateRun(await loadConfig(file)).then(
      () => "accepted",
      (error: Error) => error.message.replace(/ of ".*;/, " of …;"),
    );
  };
  expect(await refusal("pretrain", { freezePlan: { "encoder.stag1": "frozen" } })).toMatchInlineSnapshot(
    `"key "pretrain.freezePlan": "encoder.stag1" is no layer group of this model; the nearest is "encoder.stage1" of …; change the name"`,
  );
  const plans = [
    { fromStep: 0, plan: { encoder: "frozen" } },
    { fromStep: 9, plan: { "decoder.latral": "frozen" } },
  ];
  expect(await refusal("finetune", { freezeSchedule: plans })).toMatchInlineSnapshot(
    `"key "finetune.freezeSchedule": "decoder.latral" is no layer group of this model; the nearest is "decoder.merge" of …; change the name"`,
  );
  for (const freezeSchedule of [
    { name: "gradual", every: 5 },
    { name: "linear-probe", probeSteps: 20, lrScale: 0.1 },
    plans.slice(0, 1),
  ])
    expect(await refusal("finetune", { freezeSchedule, schedule: "plateau" })).toBe("accepted");

  const turned = { role: "self-supervised", labels: "clean", pretext: "rotation-prediction" };
  const decoderOf = (stage: string, group: string, keys: object) =>
    refusal(stage, { freezePlan: { [group]: "frozen" } }, keys);
  expect(await decoderOf("pretrain", "decoder.block1", { pretrainings: { turned } })).toContain(
    '"decoder.block1" is no layer group of this model', // it is told from the deepest feature, without that decoder
  );
  expect(await decoderOf("finetune", "decoder.merge", { modes: ["full", "whole"] })).toContain(
    '"decoder.merge" is no layer group of this model', // an arm "whole" keeps the decoder of the pretraining
  );
});

test("freezing by step that does not fit the steps is refused", () => {
  const finetune = (keys: object) => () => testConfig({ finetune: { steps: 20, ...keys } });
  expect(finetune({ freezeSchedule: { name: "linear-probe", probeSteps: 20 } })).toThrow(
    "expected below finetune.steps (20)",
  );
  expect(finetune({ freezeSchedule: [{ fromStep: 1, plan: {} }] })).toThrow("is 1, expected 0");
  const late = [0, 20].map((fromStep) => ({ fromStep, plan: {} }));
  expect(finetune({ freezeSchedule: late })).toThrow("a number above 0 and below finetune.steps (20)");
  expect(finetune({ freezePlan: {}, freezeSchedule: late.slice(0, 1) })).toThrow("leave out the other");
  expect(finetune({ schedule: { name: "plateau", mode: "max" } })).toThrow("mode");
});

test("methods that do not fit their place are refused", () => {
  const pretrainings = testConfig().pretrainings;
  expect(() => testConfig({ finetune: { method: "progressive-stopping" } })).toThrow(
    "use it in a pretraining",
  );
  expect(() =>
    testConfig({ pretrain: { method: "progressive-stopping", freezePlan: { head: "frozen" } } }),
  ).toThrow("leave out one of them");
  expect(() => testConfig({ finetune: { method: "co-teaching" } })).toThrow(
    "trains two networks from their first weights",
  );
  expect(() =>
    testConfig({ pretrain: { method: "joint-agreement", freezePlan: { head: "frozen" } } }),
  ).toThrow("nothing may be frozen");
  expect(() => testConfig({ finetune: { method: "mixup", batchSize: 1 } })).toThrow("batchSize is 1");
  expect(() =>
    testConfig({
      pretrainings: {
        ...pretrainings,
        osm: { role: "noisy", labels: "osm", method: { name: "object-correction", background: 2 } },
      },
    }),
  ).toThrow("the scheme has 2 classes");
});

test("every recipe says where it comes from", () => {
  for (const { name, description, source } of listRecipes()) {
    expect(description.length, name).toBeGreaterThan(20);
    expect(source.length, name).toBeGreaterThan(20);
  }
});

function leaves(value: unknown, key = ""): [string, unknown][] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [[key, value]];
  return Object.entries(value).flatMap(([name, child]) =>
    leaves(child, key === "" ? name : `${key}.${name}`),
  );
}
