// Weights that were trained elsewhere as an arm of a run: imported, hashed, transferred, compared with the random arm.
import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { weightsOf } from "@undercoat/segmentation";
import { loadModel } from "@undercoat/segmentation/node";
import { temporaryFolder } from "@undercoat/test-utils";
import { beforeAll, expect, test } from "vitest";
import { auditData } from "../src/files.ts";
import {
  importModel,
  loadConfig,
  mergeStudy,
  planStudy,
  type RunConfig,
  readRunSummary,
  runStudy,
  runWorkflow,
} from "../src/index.ts";
import { PARTS } from "../src/run/build-model.ts";
import { writeSyntheticRun } from "./synthetic-run.ts";

const NOISE = { kind: "class-conditional", rate: 0.2 } as const;
const CONFIG: Partial<RunConfig> = {
  seeds: [0],
  engine: "wasm",
  model: { encoder: { name: "resnet18", width: 0.0625 } },
  pretrain: { steps: 2, batchSize: 2, patchSize: 32 },
  finetune: { steps: 2, batchSize: 2, patchSize: 32, patches: 2 },
  layers: { seeds: 0 },
  workers: 1,
  modes: ["frozen"],
};
const SCENES = { width: 64, height: 64, density: 1, contrast: 1, noise: 8, texture: 8 };
const PLACE = temporaryFolder();

/** Writes model folders `<name>` of made-up weights; `weights.safetensors` inside is what others would publish. */
async function publish(
  name: string,
  change: { width?: number; bands?: string[]; encoder?: string; seed?: number },
): Promise<void> {
  const header = new TextEncoder().encode(
    '{"bn1.bias":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}}'.padEnd(72),
  );
  const bytes = Buffer.concat([Buffer.from(new BigUint64Array([72n]).buffer), header, Buffer.alloc(16)]);
  await writeFile(`${PLACE}/empty.safetensors`, bytes);
  await importModel({
    ...{ encoder: "resnet18", decoder: "linear", width: 0.0625, bands: ["red", "green", "blue"] },
    ...{ classes: ["a", "b"], normalisation: null, licence: null, seed: 3, force: false, ...change },
    ...{ parts: ["encoder"], adaptFirstConvolution: false, allowMissing: true },
    ...{ file: `${PLACE}/empty.safetensors`, out: `${PLACE}/${name}` },
  });
}

async function configFile(pretrainings: object): Promise<string> {
  const scenes = { pretrain: 1, finetune: 1, test: 1, seed: 1, scene: SCENES };
  return writeSyntheticRun(PLACE, scenes, { ...CONFIG, pretrainings: pretrainings as never });
}

async function messageOf(pretrainings: object): Promise<string> {
  const run = async () => {
    for await (const _ of runWorkflow(await loadConfig(await configFile(pretrainings)), {
      out: `${PLACE}/refused`,
    }));
  };
  return run().then(
    () => "accepted",
    (error: Error) => error.message.replaceAll(PLACE, "FOLDER"),
  );
}

beforeAll(async () => {
  await publish("theirs", {});
  await publish("infrared", { bands: ["red", "green", "blue", "infrared"] });
});

test("weights from elsewhere are taken as they are, transferred, and compared", async () => {
  const provenance = { licence: "MIT", attribution: "of the makers" };
  const weights = { file: "theirs", provenance };
  const file = await configFile({
    noisy: { role: "noisy", labels: "clean", noise: NOISE },
    folder: { role: "external", weights },
    file: {
      role: "external",
      weights: { file: "infrared/weights.safetensors", adaptFirstConvolution: true },
    },
  });
  for await (const _ of runWorkflow(await loadConfig(file), { out: `${PLACE}/run` }));
  const { metrics, warnings } = await readRunSummary(`${PLACE}/run`);
  expect(warnings).toContainEqual(expect.stringMatching(/^The weights trained elsewhere/));
  for (const name of ["folder", "file"])
    for (const [candidate, reference] of [[name, "random"] as const, ["noisy", name] as const])
      expect(metrics.comparisons).toContainEqual(
        expect.objectContaining({ candidate: `${candidate}/frozen`, reference: `${reference}/frozen` }),
      );
  expect(metrics.findings).toContainEqual(
    expect.stringMatching(/^frozen encoder, weights trained elsewhere, "folder": .* AP over random$/),
  );

  const encoders = [
    "theirs",
    "run/models/seed-0/pretrain-folder",
    "run/models/seed-0/finetune-folder-frozen",
  ];
  const [theirs, ...ours] = await Promise.all(
    encoders.map(async (folder) => {
      const model = await loadModel(`${PLACE}/${folder}`, PARTS);
      const values = [...weightsOf(model)].filter(([name]) => name.startsWith("encoder."));
      const { licences } = model;
      model.dispose();
      return { values, licences };
    }),
  );
  for (const { values, licences } of ours) {
    expect(values).toEqual(theirs!.values);
    expect(licences).toEqual([{ of: 'weights of the encoder, "folder"', ...provenance }]);
  }

  await publish("later", { seed: 4 });
  const published = `theirs/weights.safetensors`;
  const sha256 = createHash("sha256")
    .update(await readFile(`${PLACE}/${published}`))
    .digest("hex");
  const inputs: unknown = JSON.parse(await readFile(`${PLACE}/run/inputs.json`, "utf8"));
  expect(inputs).toContainEqual({ file: published, sha256, ...provenance, openPoints: [] });

  const { record } = await auditData(`${PLACE}/run`, { date: "2026-01-01" });
  const audited = record.sources.find(({ name }) => name === 'weights "folder"');
  const files = [expect.objectContaining({ file: published, sha256, recordedSha256: sha256 })];
  expect(audited).toMatchObject({ role: "weights", ...provenance, files });

  await writeFile(`${PLACE}/${published}`, await readFile(`${PLACE}/later/weights.safetensors`));
  await expect(async () => {
    for await (const _ of runWorkflow(await loadConfig(file), { out: `${PLACE}/run`, resume: true }));
  }).rejects.toThrow(/"theirs\/weights.safetensors" is another file than when the run/);
});

test("weights that do not fit are refused before anything is trained", async () => {
  const refusal = (file: string) => messageOf({ one: { role: "external", weights: { file } } });
  expect(await refusal("none.safetensors")).toMatchInlineSnapshot(
    `"pretraining "one" takes the weights "none.safetensors" for resnet18 of width 0.0625: "FOLDER/none.safetensors" does not exist; the nearest existing folder is "FOLDER" and holds "empty.safetensors"; check the path"`,
  );
  expect(await refusal("infrared")).toMatchInlineSnapshot(
    `"pretraining "one" takes the weights "infrared" for resnet18 of width 0.0625: the weights' first convolution "encoder.conv1.weight" takes 4 bands, but the model 3; nothing was loaded: make the model for 4 bands, or ask for adaptFirstConvolution"`,
  );
  expect(await refusal("images/scene-1.tif")).toMatchInlineSnapshot(
    `"pretraining "one" takes the weights "images/scene-1.tif" for resnet18 of width 0.0625: the header has 824636492105 bytes, but at most 25000000 are read; this is no safetensors file, or raise largestHeader"`,
  );
  await publish("deeper", { encoder: "resnet34" });
  expect(await refusal("deeper")).toMatchInlineSnapshot(
    `"pretraining "one" takes the weights "deeper" for resnet18 of width 0.0625: they hold 80 more tensors of its stages (encoder.layer1.2.bn1.bias; encoder.layer1.2.bn1.running_mean; encoder.layer1.2.bn1.running_var; …), so they are of a deeper encoder; name that one under model.encoder"`,
  );
  expect(await refusal("images")).toMatchInlineSnapshot(
    `"pretraining "one" takes the weights "images" for resnet18 of width 0.0625: cannot read "FOLDER/images": it is a folder, a file was expected; name a file inside it"`,
  );
});

const ALONE = { role: "external", weights: { file: "theirs" } };

test.each([
  ["no weights", { role: "external" }, "add weights: { file: … }"],
  ["weights of what is trained", { ...ALONE, role: "noisy", labels: "clean" }, "make the role external"],
  ["noise", { ...ALONE, noise: { kind: "omission", probability: 0.1 } }, "but noise says how to train it"],
  ["permuted labels", { ...ALONE, permuted: true }, "but permuted says how to train it"],
  ["an order", { ...ALONE, order: 3 }, "but order says how to train it"],
  ["a mode that keeps the decoder", { ...ALONE, modes: ["whole"] }, "take frozen or full"],
  [
    "labels missing elsewhere",
    { role: "noisy" },
    'key "pretrainings.one.labels" is missing, but must be a string',
  ],
  [
    "an unknown key",
    { ...ALONE, weights: { path: "theirs" } },
    'key "pretrainings.one.weights.file" is missing',
  ],
])("refused: %s", async (_, pretraining, words) => {
  await expect(loadConfig(await configFile({ one: pretraining }))).rejects.toThrow(words);
});

test("in a study, two names of one file are one item, and its arms stand in the table", async () => {
  const study = {
    name: "s",
    base: await configFile({
      one: ALONE,
      same: { role: "external", weights: { file: "theirs/weights.safetensors" } },
      noisy: { role: "noisy", labels: "clean", noise: NOISE },
    }),
    axes: [{ name: "patches", values: [1, 2], key: "finetune.patches" }],
  };
  const out = `${PLACE}/study`;
  const { stages } = await planStudy({ study: study as never }, { out });
  expect(stages.find(({ stage }) => stage === "pretrain")?.items).toBe(2);
  for await (const _ of runStudy(out));
  const { rows } = await mergeStudy(out);
  const roles = new Set(rows.map(({ pretraining, role }) => `${pretraining} ${role}`));
  expect(roles).toEqual(new Set(["null random", "one external", "same external", "noisy noisy"]));
});

test("weights that do not fit stop the plan of a study", async () => {
  const study = {
    name: "s",
    base: await configFile({ one: { role: "external", weights: { file: "infrared" } } }),
    axes: [{ name: "patches", values: [2], key: "finetune.patches" }],
  };
  await expect(planStudy({ study: study as never }, { out: `${PLACE}/refused-study` })).rejects.toThrow(
    'point patches=2, pretraining "one", seed 0: pretraining "one" takes the weights "infrared"',
  );
});
