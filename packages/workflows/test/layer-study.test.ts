// A study on made-up scenes, small enough for seconds: does it find no effect where there is none, does a ruined group
// show, is the plan one that fine-tuning takes, and does everything go on where it was stopped?
import { readFile, rm, writeFile } from "node:fs/promises";
import { isFilesError } from "@undercoat/files";
import { type SegmentationModel, setWeights, weightsOf } from "@undercoat/segmentation";
import { loadModel, saveModel } from "@undercoat/segmentation/node";
import { temporaryFolder } from "@undercoat/test-utils";
import { beforeAll, describe, expect, test } from "vitest";
import {
  type LayerStudyFile,
  loadConfig,
  planLayers,
  type RunConfig,
  readLayerStudy,
  readRunSummary,
  runLayerStudy,
  runWorkflow,
} from "../src/index.ts";
import { PARTS } from "../src/run/build-model.ts";
import { writeSyntheticRun } from "./synthetic-run.ts";

const CONFIG: Partial<RunConfig> = {
  seeds: [0, 1, 2],
  engine: "wasm",
  workers: 2,
  model: { encoder: { name: "resnet18", width: 0.0625 } },
  pretrain: { steps: 12, batchSize: 2, patchSize: 32 },
  finetune: { steps: 6, batchSize: 2, patchSize: 32, patches: 2 },
  modes: ["none"],
  checkpointEvery: 4,
  pretrainings: {
    clean: { role: "clean", labels: "clean" },
    noisy: { role: "noisy", labels: "clean", noise: { kind: "class-conditional", rate: 0.5 } },
    reordered: { role: "noisy", labels: "clean", order: 2000 },
  },
  layers: {
    seeds: 3,
    study: {
      steps: [4],
      probePatches: 4,
      swap: "noisy-into-clean",
      plan: { rules: ["divergence-ratio", "lp-ft", "none"], patches: [2] },
    },
  },
};

const folder = temporaryFolder();
const out = `${folder}/study`;
let file: string;
let study: LayerStudyFile;

async function runStudy(config: string, resume: boolean): Promise<string[]> {
  const items: string[] = [];
  for await (const { event } of runLayerStudy(await loadConfig(config), { out, resume }))
    if (event.kind === "item-started") items.push(event.item);
  return items;
}

beforeAll(async () => {
  const scene = { width: 64, height: 64, density: 1, contrast: 1, noise: 8, texture: 8 };
  file = await writeSyntheticRun(folder, { pretrain: 2, finetune: 2, test: 2, seed: 1, scene }, CONFIG);
  // one of the fine-tuning scenes becomes the validation split
  const text = await readFile(file, "utf8");
  const config = (await import("yaml")).parse(text) as { data: { windows: Record<string, object> } };
  const { finetune } = config.data.windows;
  const [first, second] = Object.entries(finetune!);
  config.data.windows["finetune"] = Object.fromEntries([first!]);
  config.data.windows["validation"] = Object.fromEntries([second!]);
  await writeFile(file, (await import("yaml")).stringify(config));
  await runStudy(file, false);
  study = await readLayerStudy(out);
}, 300_000);

const ratiosOf = (candidate: string, measure: string) =>
  study.tables.find((one) => one.candidate === candidate && one.measure === measure && one.step === 12)!.rows;

test("every table has its groups in network order, at every step, with notes and findings", () => {
  expect(study.groups[0]).toBe("encoder.stem");
  expect(study.groups.at(-1)).toBe("head");
  expect(study.steps).toEqual([4, 12]);
  expect(study.tables).toHaveLength(2 * 2 * study.measures.length);
  expect(study.exchanges.map(({ candidate }) => candidate)).toEqual(["clean-null", "noisy", "reordered"]);
  expect(study.findings[0]).toMatch(/^Labels "noisy", swap test \(3 seeds, 95 % intervals\): /);
  expect(study.findings.at(-1)).toContain("rank");
  expect(study.notes.join(" ")).toContain("Blind to order");
});

test("without noise a group moves as far as the null does: ratio 1 within error (R14)", () => {
  for (const measure of ["relative-weight-change", "linear-cka-distance"]) {
    const logs = ratiosOf("reordered", measure).map(({ ratio }) => Math.log(ratio!));
    const middle = Math.exp(logs.reduce((sum, value) => sum + value, 0) / logs.length);
    expect(middle, measure).toBeGreaterThan(0.7);
    expect(middle, measure).toBeLessThan(1.4);
  }
});

test("the page answers first, and holds a table under every chart", async () => {
  const html = await readFile(`${out}/layers.html`, "utf8");
  const text = html.replace(/<style>[\s\S]*?<\/style>/, "");
  expect(text.indexOf("Which layers to keep")).toBeLessThan(text.indexOf("<svg"));
  expect(text).toMatch(/Divergence and swap test (do not )?rank the layers alike/);
  const figures = text.split('<figure class="chart-figure">').slice(1);
  expect(figures.length).toBeGreaterThan(5);
  for (const figure of figures) expect(figure).toContain("<table>");
  expect(text.match(/.{0,60}(NaN|undefined<|Infinity).{0,60}/)?.[0]).toBeUndefined();
});

test("a study that is done does nothing again, and ends with the same file", async () => {
  const before = await readFile(`${out}/layers.json`, "utf8");
  expect(await runStudy(file, true)).toEqual(["seed-0/layers", "seed-1/layers", "seed-2/layers"]);
  expect(await readFile(`${out}/layers.json`, "utf8")).toBe(before);
});

describe("a group that is ruined", () => {
  const planFile = `${folder}/plan.json`;
  beforeAll(async () => {
    for (const seed of study.seeds) {
      await ruin(`${out}/models/seed-${seed}/pretrain-noisy`, "encoder.stage3");
      await rm(`${out}/results/seed-${seed}/layers.json`);
    }
    await runStudy(file, true);
  }, 200_000);

  test("is drawn anew or tuned by the plan, and the reason names its ratio", async () => {
    const plan = await planLayers(out, { out: planFile, pretraining: "noisy" });
    const stage = plan.reasons.find(({ group }) => group === "encoder.stage3")!;
    expect(stage.action).toBe("re-initialise");
    expect(stage.reason).toContain("ratio to the null by gaussian-weight-kl");
    expect(plan.tuning.reinitialise).toEqual(["encoder.stage3"]);
    expect(plan.measured).toBe(false);
    expect(plan.notes.at(-1)).toContain("guess until it was measured");
  });

  test("a check trains every rule, names the best on validation, and what it loses on test", async () => {
    const plan = await planLayers(out, { out: `${folder}/checked.json`, pretraining: "noisy", check: true });
    expect(plan.measured).toBe(true);
    const { rows, chosen, findings } = plan.check!;
    expect(rows.map(({ rule }) => rule)).toEqual(["divergence-ratio", "lp-ft", "none"]);
    expect(chosen).toEqual([{ patches: 2, rule: plan.rule }]);
    for (const { regret, validation } of rows) {
      expect(regret.mean).toBeGreaterThanOrEqual(0);
      expect(validation).toHaveLength(3);
    }
    expect(findings[0]).toMatch(
      /^2 patches: measured on the validation windows, ".*" has the best average precision/,
    );
  }, 200_000);

  test("fine-tuning takes the plan file: what is frozen stays, what is drawn anew does not", async () => {
    const text = (await readFile(file, "utf8")).replace("patches: 2", "patches: 2\n  plan: plan.json");
    await writeFile(`${folder}/planned.yaml`, text);
    const loaded = await loadConfig(`${folder}/planned.yaml`, {
      set: ["modes=[planned, full]", "layers.seeds=0", "seeds=[0]"],
    });
    expect(loaded.config.finetune.plan?.reinitialise).toEqual(["encoder.stage3"]);
    for await (const _report of runWorkflow(loaded, { out: `${folder}/run` })) void _report;
    const { metrics } = await readRunSummary(`${folder}/run`);
    expect(metrics.arms.map(({ name }) => name)).toContain("noisy/planned");
    expect(metrics.comparisons.some(({ candidate }) => candidate === "noisy/planned")).toBe(true);
    const models = `${folder}/run/models/seed-0`;
    const [before, after] = [
      await weightsAt(`${models}/pretrain-noisy`),
      await weightsAt(`${models}/finetune-noisy-planned`),
    ];
    const kept = (name: string) => before.get(name)!.data.every((v, i) => v === after.get(name)!.data[i]);
    expect(kept("encoder.layer3.0.conv1.weight")).toBe(false);
    const frozen = Object.keys(loaded.config.finetune.plan!.phases[0]!.groups);
    if (frozen.includes("encoder.stem")) expect(kept("encoder.bn1.running_mean")).toBe(true);
  }, 100_000);
});

describe("bad input", () => {
  const study0 = async (set: string[]) => {
    const loaded = await loadConfig(file, { set }).catch((error: Error) => error.message);
    if (typeof loaded === "string") return loaded;
    const steps = runLayerStudy(loaded, { out: `${folder}/never` });
    return steps.next().then(
      () => "started",
      (error: Error) => error.message,
    );
  };
  test("a study that cannot be is told before anything is trained", async () => {
    const short = (message: string) => message.replaceAll(folder, "…");
    expect(short(await study0(["layers.study="]))).toMatchInlineSnapshot(
      `"config "…/run.yaml": key "layers.study" is null, but must be an object"`,
    );
    expect(short(await study0(["layers.seeds=0"]))).toMatchInlineSnapshot(
      `"config "synthetic": key "layers.seeds" is 0, expected at least 1, and 3 for intervals; raise it"`,
    );
    expect(short(await study0(["layers.study.steps=[5]"]))).toMatchInlineSnapshot(
      `"config "…/run.yaml": key "layers.study.steps": holds 5, expected multiples of checkpointEvery (4) below pretrain.steps (12)"`,
    );
    expect(short(await study0(["modes=[planned]"]))).toMatchInlineSnapshot(
      `"config "…/run.yaml": key "finetune.plan": is missing, but the mode "planned" needs it; name a file of "undercoat layers plan""`,
    );
    expect(short(await study0(["finetune.plan=run.yaml"]))).toMatchInlineSnapshot(
      `""…/run.yaml" is not JSON: Unexpected token 'a', "name: synth"... is not valid JSON; correct or replace the file"`,
    );
    await writeFile(`${folder}/no-plan.json`, '{ "schemaVersion": 1, "kind": "freeze-plan", "tuning": {} }');
    expect(short(await study0(["finetune.plan=no-plan.json"]))).toMatchInlineSnapshot(
      `"config "…/run.yaml": key "finetune.plan" names "…/no-plan.json", which is no freeze plan ("tuning.keep": Invalid option: expected one of "encoder"|"whole"); write one with "undercoat layers plan""`,
    );
  });
  test("a plan needs a finished study, and labels that are in it", async () => {
    const plan = (from: string, pretraining: string) =>
      planLayers(from, { out: `${folder}/x.json`, pretraining }).then(
        () => "written",
        (error: Error) => (isFilesError(error) ? error.code : error.message),
      );
    expect(await plan(`${folder}/nothing`, "noisy")).toBe("FILE_MISSING");
    expect(await plan(out, "osm")).toMatchInlineSnapshot(
      `"study "synthetic" holds no ratios of "osm" by "gaussian-weight-kl"; its labels are noisy, reordered, its measures gaussian-weight-kl, histogram-weight-kl, relative-weight-change, linear-cka-distance, channel-softmax-kl, activation-histogram-kl, batch-norm-kl"`,
    );
  });
  test("a checkpoint with NaN is refused when it is loaded", async () => {
    const place = `${out}/models/seed-0/pretrain-noisy`;
    await rm(`${out}/results/seed-0/layers.json`);
    await changed(place, (data) => data.fill(Number.NaN, 0, 1), "head");
    const message = await runStudy(file, true).catch((error: Error) => error.message);
    expect(String(message).replaceAll(folder, "…")).toMatchInlineSnapshot(
      `"model "…/study/models/seed-0/pretrain-noisy" cannot be used: tensor "segmentation_head.0.weight" holds NaN at index 0, where every weight must be finite; delete its folder, and run --resume trains it again"`,
    );
  });
});

async function weightsAt(place: string) {
  const model = await loadModel(place, PARTS);
  try {
    return weightsOf(model);
  } finally {
    model.dispose();
  }
}

/** Replaces the kernels of a group by noise ten times as large. */
function ruin(place: string, group: string): Promise<void> {
  return changed(
    place,
    (data) =>
      void data.forEach((_, i) => {
        data[i] = 4 * Math.sin(i * 12.9898);
      }),
    group,
  );
}

async function changed(place: string, change: (data: Float32Array) => void, group: string): Promise<void> {
  const model: SegmentationModel = await loadModel(place, PARTS);
  const own = model.parameters().filter((one) => one.group === group && one.shape.length === 4);
  const weights = weightsOf(model);
  for (const { name, variable, shape } of own) {
    const { data } = weights.get(name)!;
    change(data);
    if (data.every(Number.isFinite)) setWeights(model, new Map([[name, { shape, data }]]));
    else variable.assign((await import("@tensorflow/tfjs-core")).tensor(data, [...shape]));
  }
  await saveModel(place, model);
  model.dispose();
}
