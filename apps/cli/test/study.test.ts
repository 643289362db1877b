import { readFile, writeFile } from "node:fs/promises";
import { temporaryFolder } from "@undercoat/test-utils";
import { beforeAll, expect, test } from "vitest";
import { writeTinyRun } from "./tiny-run.ts";
import { undercoat } from "./undercoat.ts";

const folder = temporaryFolder();
const STUDY = `
name: few
base: run.yaml
axes:
  - { name: patches, key: finetune.patches, values: [1, 2] }
`;

beforeAll(async () => {
  await writeTinyRun(folder);
  await writeFile(`${folder}/study.yaml`, STUDY);
});

const run = (...args: string[]) => undercoat(["study", ...args], { cwd: folder });

test("plan, gaps, run, status, merge, report", async () => {
  const planned = await run("plan", "study.yaml", "--out", "out", "--no-estimate");
  expect(planned.stdout).toContain('Study "few": 2 points over patches, 4 rows');
  expect(planned.stdout).toContain("9 items instead of 10");
  expect(await run("merge", "out")).toMatchObject({
    code: 2,
    stderr:
      'undercoat: 4 of 4 rows of the table are missing in "out", because the study is not done; go on with "study run", or merge with --allow-gaps\n',
  });
  const ran = await run("run", "out", "--json");
  expect(JSON.parse(ran.stdout)).toMatchObject({ items: 9, done: 9, failed: 0, secondsLeft: null });
  const status = await run("status", "out");
  expect(status.stdout).toMatch(/all +9 +9 +0 +0 +0\ndone; \d\.\d\d core-hours so far\n$/);
  const merged = await run("merge", "out");
  expect(merged.stdout).toBe("4 rows\nout/table.csv\nout/table.json\n");
  const csv = await readFile(`${folder}/out/table.csv`, "utf8");
  expect(csv.split("\r\n")[0]).toBe(
    "point,patches,seed,arm,pretraining,role,mode,item,iou,bestIou,averagePrecision,bestThreshold,meanIou,overallAccuracy,iou:ground,iou:square",
  );
  const reported = await run("report", "out");
  expect(reported.stdout).toContain("Saved patches at equal quality: cannot tell in 1 of 1 comparisons.");
  expect(reported.stdout).toContain("out/report.html");
}, 120_000);

test("wrong words", async () => {
  await writeFile(`${folder}/wrong.yaml`, STUDY.replace("axes", "axis"));
  const wrong = await run("plan", "wrong.yaml", "--out", "never");
  expect(wrong).toMatchObject({ code: 2 });
  expect(wrong.stderr).toContain('key "axis" is not known; did you mean "axes"?');
  const missing = await run("run", "nowhere");
  expect(missing.stderr).toContain("holds no manifest.jsonl");
  const shard = await run("run", "out", "--shard", "3/2");
  expect(shard.stderr).toContain('shard is "3/2", but i/n with i from 1 to n was expected');
});
