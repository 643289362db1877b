import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { temporaryFolder } from "@undercoat/test-utils";
import { beforeAll, expect, test } from "vitest";
import { messageOf, undercoat } from "./undercoat.ts";

const folder = temporaryFolder();
const run = (...args: string[]) => undercoat(["roi", ...args], { cwd: folder });

beforeAll(async () => {
  const seeds = [0, 1, 2, 3, 4];
  const rows = seeds.flatMap((seed) =>
    [4, 16].flatMap((labels, step) => [
      `random/full,${labels},${seed},${(0.5 + 0.1 * step + 0.002 * seed).toFixed(3)}`,
      `osmlike/full,${labels},${seed},${(0.6 + 0.1 * step + 0.002 * seed).toFixed(3)}`,
      `permuted/full,${labels},${seed},${(0.5 + 0.1 * step + 0.002 * seed).toFixed(3)}`,
    ]),
  );
  await writeFile(`${folder}/curve.csv`, `arm,labels,seed,score\n${rows.join("\n")}\n`);
  expect((await run("init")).code).toBe(0);
  const text = (await readFile(`${folder}/roi.yaml`, "utf8")).replace("draws: 4000", "draws: 1000");
  await writeFile(`${folder}/roi.yaml`, text);
  const dear = text.replace("unit: money/h\n    value: 1\n", "unit: money/patch\n    value: 100\n");
  await writeFile(`${folder}/dear.yaml`, dear);
});

test("init writes a starter once, and it is accepted", async () => {
  const again = await run("init");
  expect([again.code, messageOf(again, folder)]).toEqual([
    2,
    'undercoat: "roi.yaml" is there already; give another name, or move it away',
  ]);
});

test("worth it ends with 0: one JSON object, and a page of one file", async () => {
  const { code, stdout, stderr } = await run(
    "dear.yaml",
    "--curve",
    "curve.csv",
    "--json",
    "--out",
    "roi.html",
  );
  expect(code, stderr).toBe(0);
  const found = JSON.parse(stdout);
  expect(found).toMatchObject({ schemaVersion: 1, verdict: "worth it", next: null });
  expect(found.inputs.map(({ name }: { name: string }) => name)).toEqual(["dear.yaml", "curve.csv"]);
  expect(await readFile(`${folder}/roi.html`, "utf8")).toContain("Worth it.");
});

test("not worth it and cannot tell yet end with 3, the verdict first", async () => {
  const not = await run("roi.yaml", "--curve", "curve.csv");
  expect([not.code, not.stdout.split("\n")[0]]).toEqual([
    3,
    "not worth it: the 90 % interval of the net saving lies below zero",
  ]);
  const open = await run("roi.yaml");
  expect([open.code, open.stdout]).toEqual([3, expect.stringContaining("measure next: the learning curve")]);
});

test("wrong input ends with 2, names file, line and key, and writes nothing", async () => {
  const text = await readFile(`${folder}/roi.yaml`, "utf8");
  await writeFile(`${folder}/wrong.yaml`, text.replace("    unit: min/patch", "    unit: EUR/patch"));
  const wrong = await run("wrong.yaml", "--curve", "curve.csv", "--out", "wrong.html");
  expect([wrong.code, wrong.stdout, existsSync(`${folder}/wrong.html`)]).toEqual([2, "", false]);
  expect(messageOf(wrong, folder)).toMatch(
    /^undercoat: "wrong.yaml", line \d+: key "quantities.annotationTime" has the unit "EUR\/patch", expected one of/,
  );
  expect((await run("roi.yaml", "--run", "runs/first")).code).toBe(2);
});
