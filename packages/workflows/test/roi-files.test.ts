import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { starterAssumptions } from "@undercoat/roi";
import { temporaryFolder } from "@undercoat/test-utils";
import { beforeAll, expect, test } from "vitest";
import { assessRoiFiles } from "../src/files.ts";
import { ArmScores, MetricsFile } from "../src/options.ts";

const folder = temporaryFolder();
const SEEDS = [0, 1, 2, 3, 4];
const at = (...names: string[]) => path.join(folder, ...names);

/** `metrics.json`, `config.json` and `events.jsonl` as a finished run leaves them, checked against the schemas. */
async function writeRun(
  name: string,
  patches: number,
  more: { steps?: number; absent?: boolean } = {},
): Promise<void> {
  const arm = (armName: string, score: number, pretraining: string | null) => ({
    name: armName,
    pretraining,
    role: pretraining === null ? ("random" as const) : ("noisy" as const),
    mode: "full" as const,
    results: SEEDS.map((seed) =>
      ArmScores.parse({
        seed,
        confusion: [[1]],
        ignored: 0,
        iou: [0.9, more.absent ? null : score - 0.2],
        averagePrecision: more.absent ? null : score + 0.01 * seed,
        bestIou: score - 0.1,
        bestThreshold: 0.5,
        meanIou: 0.5,
        overallAccuracy: 0.9,
        absentClasses: [],
        scenes: [],
      }),
    ),
    summary: Object.fromEntries(
      ["iou", "bestIou", "averagePrecision"].map((key) => [
        key,
        { mean: score, standardError: null, interval: null, n: 5 },
      ]),
    ) as MetricsFile["arms"][number]["summary"],
  });
  const base = 0.4 + 0.05 * Math.log2(patches);
  const metrics = MetricsFile.parse({
    schemaVersion: 1,
    name,
    engine: "cpu",
    classes: [
      { value: 0, name: "background" },
      { value: 1, name: "building" },
    ],
    positiveClass: "building",
    seeds: SEEDS,
    labels: [],
    arms: [
      arm("random/full", base, null),
      arm("osmlike/full", base + 0.05, "osmlike"),
      arm("permuted/full", base, "permuted"),
    ],
    comparisons: [],
    findings: [],
  });
  const config = {
    name,
    seeds: SEEDS,
    pretrain: { steps: more.steps ?? 600 },
    finetune: { patches, steps: 100 },
  };
  const events = SEEDS.flatMap((seed) => [
    { kind: "item-done", time: "", item: `seed-${seed}/pretrain-osmlike`, seconds: 1800 },
    { kind: "item-done", time: "", item: `seed-${seed}/pretrain-clean`, seconds: 9999 },
  ]);
  const killed = { kind: "item-done", time: "", item: "seed-0/pretrain-osmlike", seconds: 900 };
  const lines = [...events, killed].map((event) => JSON.stringify(event));
  await mkdir(at(name), { recursive: true });
  await writeFile(at(name, "metrics.json"), JSON.stringify(metrics));
  await writeFile(at(name, "config.json"), JSON.stringify({ config }));
  await writeFile(at(name, "events.jsonl"), `${lines.join("\n")}\n{"kind":"item-done","it`);
}

beforeAll(async () => {
  await writeRun("four", 4);
  await writeRun("sixteen", 16);
  await writeRun("longer", 16, { steps: 1000 });
  await writeRun("absent", 16, { absent: true });
  const text = starterAssumptions().replace("draws: 4000", "draws: 1000");
  await writeFile(at("roi.yaml"), text);
  await writeFile(at("without.yaml"), text.replace(/ {2}computeTime:[\s\S]*?source: .*\n/, ""));
});

test("runs with two values of finetune.patches make a learning curve", async () => {
  const { curve, inputs } = await assessRoiFiles(at("roi.yaml"), { runs: [at("sixteen"), at("four")] });
  expect(curve?.candidate.points.map(({ labels, mean }) => [labels, Number(mean.toFixed(6))])).toEqual([
    [4, 0.57], // 0.4 + 0.1 + 0.05 + 0.02
    [16, 0.67],
  ]);
  expect(curve?.seeds).toEqual(SEEDS);
  expect(inputs.map(({ name }) => path.relative(folder, name))).toEqual([
    "roi.yaml",
    "sixteen/metrics.json",
    "four/metrics.json",
  ]);
});

test("another score of the same runs can be asked for", async () => {
  const text = starterAssumptions()
    .replace("draws: 4000", "draws: 1000")
    .replace("score: averagePrecision", "score: iou");
  await writeFile(at("iou.yaml"), text);
  const { curve } = await assessRoiFiles(at("iou.yaml"), { runs: [at("four"), at("sixteen")] });
  expect(curve?.reference.points[0]?.mean).toBeCloseTo(0.3, 12);
});

test("compute time is the recorded one where the file says nothing: parts added, then the mean over pretrainings", async () => {
  const runs = [at("four"), at("sixteen")];
  const compute = async (file: string) =>
    (await assessRoiFiles(at(file), { runs })).assumptions.find(({ key }) => key === "computeTime");
  // 8 pretrainings of 1800 s, and 2 of 1800 + 900 s
  expect(await compute("without.yaml")).toMatchObject({
    origin: "run record",
    median: (8 * 1800 + 2 * 2700) / 10 / 3600,
  });
  expect(await compute("roi.yaml")).toMatchObject({ origin: "default" });
});

test("runs that do not belong together, or lack a score, are refused", async () => {
  const refused = (...runs: string[]) =>
    assessRoiFiles(at("roi.yaml"), { runs: runs.map((run) => at(run)) }).catch((error: Error) =>
      error.message.replaceAll(folder, "FOLDER"),
    );
  expect(await refused("four", "longer")).toMatchInlineSnapshot(
    `""FOLDER/longer" differs from "FOLDER/four" in "pretrain", but runs of one learning curve differ in finetune.patches only; run them with one config and --set finetune.patches=…"`,
  );
  expect(await refused("four", "absent")).toMatchInlineSnapshot(
    `""FOLDER/absent": arm "random/full" with seed 0 has no averagePrecision, expected a score; class "building" is absent from its test windows"`,
  );
  expect(await refused("four")).toMatchInlineSnapshot(
    `"arm "osmlike/full" has scores at 4 labels only, expected at least 2 numbers of labels; run it with other values of finetune.patches"`,
  );
  expect(await refused("four", "nowhere")).toMatchInlineSnapshot(
    `""FOLDER/nowhere/config.json" does not exist; the nearest existing folder is "FOLDER"; check the path"`,
  );
  expect(await refused("four", "four")).toMatchInlineSnapshot(
    `"arm "osmlike/full" has scores at 4 labels only, expected at least 2 numbers of labels; run it with other values of finetune.patches"`,
  );
});
