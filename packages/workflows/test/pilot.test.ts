// The guided first project on made-up scenes: small, killed and resumed, and asked wrongly.
import { readFile, rm, writeFile } from "node:fs/promises";
import { writeLabelGeoTiff } from "@undercoat/geotiff";
import { starterAssumptions } from "@undercoat/roi";
import { temporaryFolder } from "@undercoat/test-utils";
import { beforeAll, expect, test } from "vitest";
import { stringify } from "yaml";
import { assessRoiFiles } from "../src/files.ts";
import { loadConfig, mergeStudy, type RunConfig, readPilot, runPilot } from "../src/index.ts";
import { checkLabels } from "../src/pilot/check-labels.ts";
import { assessPilot } from "../src/pilot/pilot-money.ts";
import { loadRunData } from "../src/run/load-run-data.ts";
import { writeSyntheticRun } from "./synthetic-run.ts";

const SCENE = { width: 96, height: 96, density: 1, contrast: 1, noise: 8, texture: 8 };
const folder = temporaryFolder();
const out = `${folder}/pilot`;
let file = "";

beforeAll(async () => {
  const scenes = { pretrain: 1, finetune: 1, test: 2, seed: 1, scene: SCENE };
  const written = await writeSyntheticRun(folder, scenes, {
    engine: "wasm",
    model: { encoder: { name: "resnet18", width: 0.0625 } },
    pretrain: { steps: 12, batchSize: 2, patchSize: 32 },
    finetune: { steps: 10, batchSize: 2, patchSize: 32 },
  });
  const { config } = await loadConfig(written);
  const data = await loadRunData(config);
  // every label moved by three pixels to the right, as a file of noisy labels
  for (const { id, labels } of [
    ...data.splits.pretrain.scenes,
    ...data.splits.finetune.scenes,
    ...data.splits.test.scenes,
  ]) {
    const moved = labels.data.map((_, at) => labels.data[at % labels.width < 3 ? at : at - 3]!);
    await writeLabelGeoTiff(`${folder}/moved/${id}.tif`, { ...labels, data: moved });
  }
  const run: Partial<RunConfig> = JSON.parse(JSON.stringify(config));
  const { root: _root, ...rest } = run.data!;
  file = `${folder}/undercoat.yaml`;
  await writeFile(
    file,
    stringify({
      ...run,
      data: { ...rest, root: ".", labels: { clean: "labels/{scene}.tif", moved: "moved/{scene}.tif" } },
      pretrainings: { moved: { role: "noisy", labels: "moved" } },
    }),
  );
});

const options = { out, jobs: 1, date: "2026-11-27", budgetSeconds: 20 };

async function pilot(more: Partial<Parameters<typeof runPilot>[1]> = {}, stopAt = Number.POSITIVE_INFINITY) {
  const stop = new AbortController();
  let fraction = 0;
  for await (const report of runPilot(file, { ...options, ...more, signal: stop.signal })) {
    expect(report.fraction).toBeGreaterThan(fraction - 1e-9);
    fraction = report.fraction;
    if (fraction >= stopAt) stop.abort();
  }
}

test("stopped in the middle and resumed, it ends with a recommendation, its money, its papers and one page", async () => {
  await expect(pilot({}, 0.3)).rejects.toMatchObject({ code: "INTERRUPTED" });
  expect((await readPilot(out)).answer).toBeNull();
  await pilot({ resume: true });
  const { answer, scale } = await readPilot(out);
  expect(scale.seeds).toHaveLength(3); // the budget is small, and that is said
  expect(answer!.lines).toContainEqual(
    expect.stringMatching(/^3 seeds instead of 5: intervals are about 2\.0 times as wide/),
  );
  expect(["worth it", "not worth it", "cannot tell yet"]).toContain(answer!.verdict);
  const labels = JSON.parse(await readFile(`${out}/labels.json`, "utf8"));
  expect(labels).toMatchObject({ labels: "moved", windows: 3 });
  expect(labels.noiseRate).toBeGreaterThan(labels.interval[0]);
  const page = await readFile(`${out}/report.html`, "utf8");
  for (const heading of [
    "Is it worth it?",
    "Pictures",
    "How many clean labels it takes",
    "Money",
    "May the data be used?",
  ])
    expect(page).toContain(`>${heading}</h2>`);
  expect(page).not.toContain("<script");
  const { verdict } = JSON.parse(await readFile(`${out}/roi.json`, "utf8"));
  expect(verdict).toBe(answer!.verdict);
}, 240_000);

test("finished, it goes on to the same recommendation, and its page comes again", async () => {
  const { answer } = await readPilot(out);
  await rm(`${out}/report.html`);
  await pilot({ resume: true, budgetSeconds: undefined }); // asked for once, a budget need not be said again
  expect((await readPilot(out)).answer).toEqual(answer);
  expect(await readFile(`${out}/report.html`, "utf8")).toContain("moved/whole");
});

test("a file of assumptions of one's own keeps its words, but compares what the pilot has", async () => {
  const text = starterAssumptions().replace("name: My city", "name: Our town # as we say");
  await writeFile(`${folder}/costs.yaml`, text);
  const table = await mergeStudy(`${out}/study`);
  const assumptions = `${folder}/costs.yaml`;
  const found = await assessPilot(folder, { table, labels: "moved", assumptions, patchHectares: null });
  expect(found.name).toBe("Our town");
  const copy = await readFile(`${folder}/assumptions.yaml`, "utf8");
  expect(copy).toContain("name: Our town # as we say");
  expect(copy).toContain("candidate: moved/whole");
  const again = await assessRoiFiles(`${folder}/assumptions.yaml`, { curve: `${folder}/curve.csv` });
  expect(again.figures).toEqual(found.figures);
  await writeFile(`${folder}/assumptions.yaml`, copy.replace("Our town", "Our village"));
  const edited = await assessPilot(folder, {
    table,
    labels: "moved",
    assumptions: null,
    patchHectares: null,
  });
  expect(edited.name).toBe("Our village");
});

test.each([
  ["a folder that holds one", {}, /holds a pilot already; --resume goes on with it/],
  ["another budget", { resume: true, budgetSeconds: 40 }, /holds a pilot of another budget/],
  [
    "labels that are not there",
    { labels: "osm" },
    /has no noisy labels "osm" in data.labels, expected one of moved/,
  ],
  ["clean labels", { labels: "clean" }, /has no noisy labels "clean"/],
  ["no folder", { out: "" }, /the name of the pilot folder is empty/],
])("refused: %s", async (_, more, words) => {
  await expect(pilot(more)).rejects.toThrow(words);
});

test("an input that changed since is named", async () => {
  const place = `${folder}/moved/scene-1.tif`;
  const before = await readFile(place).catch(() => null);
  const name = before === null ? "moved/1.tif" : "moved/scene-1.tif";
  const bytes = before ?? (await readFile(`${folder}/${name}`));
  await writeFile(`${folder}/${name}`, Buffer.concat([bytes, Buffer.of(0)]));
  await expect(pilot({ resume: true })).rejects.toThrow(`"${name}" is another file than when the study`);
  await writeFile(`${folder}/${name}`, bytes);
});

test("labels that no window has beside clean ones are not measured, and that is said", async () => {
  const { config } = await loadConfig(file, {
    set: ["data.labels.moved=elsewhere/{scene}.tif", "pretrainings={}"],
  });
  const found = await checkLabels(config, await loadRunData(config), "moved");
  expect(found).toMatchObject({ windows: 0, noiseRate: null, interval: null });
  expect(found.verdicts[0]).toContain("was not measured");
});
