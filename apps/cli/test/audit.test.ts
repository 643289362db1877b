import { readdir, readFile, writeFile } from "node:fs/promises";
import { temporaryFolder } from "@undercoat/test-utils";
import { beforeAll, expect, test } from "vitest";
import { writeTinyRun } from "./tiny-run.ts";
import { messageOf, undercoat } from "./undercoat.ts";

const folder = temporaryFolder();
const audit = (...args: string[]) => undercoat(["audit", ...args], { cwd: folder });
const SETTINGS = ["pretrain.steps=2", "finetune.steps=2", "layers.seeds=0"].flatMap((text) => [
  "--set",
  text,
]);

beforeAll(async () => {
  await writeTinyRun(folder);
  const described = `
name: tiny
use: { commercial: false, publish: [] }
sources:
  - { name: pictures, role: image, files: ["images/*.tif"], licence: CC0-1.0, date: "2024" }
  - { name: map, role: labels, files: ["labels/*.tif"], licence: CC-BY-4.0, date: "2024", method: surveyed }
`;
  await writeFile(`${folder}/data.yaml`, described);
});

test("ends with 3 while a point is open, with 0 once it is accepted with a reason, which is recorded", async () => {
  const open = await audit("data.yaml");
  expect([open.code, open.stdout]).toEqual([3, expect.stringContaining("[attribution-owed]")]);
  const accepts = [
    "--accept",
    "attribution-owed=stays inside",
    "--accept",
    "fine-resolution:pictures=made up",
  ];
  const taken = await audit("data.yaml", "--json", ...accepts);
  expect(taken.code, taken.stderr).toBe(0);
  const { findings, open: count, unneeded } = JSON.parse(taken.stdout);
  expect([count, unneeded.length]).toEqual([0, 1]);
  const found = findings.find(({ rule }: { rule: string }) => rule === "attribution-owed");
  expect(found.accepted).toEqual([
    { rule: "attribution-owed", reason: "stays inside", date: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) },
  ]);
});

test("a real run: inputs as they were, a model card, PROV and STAC; then an input that changed", async () => {
  const run = await undercoat(["run", "run.yaml", "--out", "run", ...SETTINGS], { cwd: folder });
  expect(run.code, run.stderr).toBe(0);
  const audited = await audit("run", "--out", "papers");
  expect([audited.code, audited.stdout]).toEqual([3, expect.stringContaining("[no-licence]")]);
  expect((await readdir(`${folder}/papers`)).sort()).toEqual(
    ["audit.json", "checklist.html", "checklist.md", "model-card.md", "provenance.json", "stac"].sort(),
  );
  const models = (await readdir(`${folder}/papers/stac`)).filter((name) => name.startsWith("tiny-seed-0-"));
  expect(models.length).toBeGreaterThan(1);
  const item = JSON.parse(await readFile(`${folder}/papers/stac/${models[0]}`, "utf8"));
  expect(item.properties["mlm:total_parameters"]).toBeGreaterThan(1000);
  expect(await readFile(`${folder}/papers/model-card.md`, "utf8")).toContain("IoU of square");
  const provenance = JSON.parse(await readFile(`${folder}/papers/provenance.json`, "utf8"));
  expect(Object.keys(provenance.wasGeneratedBy).length).toBe(models.length + 2);
  await writeFile(`${folder}/images/a.tif`, await readFile(`${folder}/images/b.tif`));
  expect((await audit("run")).stdout).toContain('"images/a.tif" changed since the run');
}, 120_000);

test("wrong usage ends with 2 and one line", async () => {
  const refused = await audit("data.yaml", "--accept", "attribution=x");
  expect([refused.code, messageOf(refused, folder)]).toEqual([
    2,
    expect.stringContaining('rule "attribution"'),
  ]);
  expect(await audit("none.yaml")).toMatchObject({ code: 2 });
  expect(await audit("images")).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("is no run folder"),
  });
});
