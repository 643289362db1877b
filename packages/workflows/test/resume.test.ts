// A run that was stopped or whose folder suffered: it goes on to the same numbers, or says what to do.
import { createHash } from "node:crypto";
import { appendFile, cp, readdir, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { wholeRecordBytes } from "@undercoat/tensorboard";
import { temporaryFolder } from "@undercoat/test-utils";
import { beforeAll, describe, expect, test } from "vitest";
import { type LoadedConfig, loadConfig, type RunConfig, runWorkflow } from "../src/index.ts";
import { writeSyntheticRun } from "./synthetic-run.ts";

const CONFIG: Partial<RunConfig> = {
  seeds: [0],
  engine: "wasm",
  model: { encoder: { name: "resnet18", width: 0.0625 } },
  pretrain: { steps: 6, batchSize: 2, patchSize: 32 },
  finetune: { steps: 3, batchSize: 2, patchSize: 32, patches: 2 },
  modes: ["full"],
  layers: { seeds: 0 },
  checkpointEvery: 2,
  workers: 1,
  pretrainings: {
    noisy: { role: "noisy", labels: "clean", noise: { kind: "class-conditional", rate: 0.2 } },
  },
};
const folder = temporaryFolder();
const whole = `${folder}/whole`;
let loaded: LoadedConfig;

beforeAll(async () => {
  const scene = { width: 64, height: 64, density: 1, contrast: 1, noise: 8, texture: 8 };
  loaded = await loadConfig(
    await writeSyntheticRun(folder, { pretrain: 1, finetune: 1, test: 1, seed: 1, scene }, CONFIG),
  );
  await finish(whole, false);
});

/** Runs to the end; `stopAt` aborts when the events seen so far make it true. */
async function finish(out: string, resume: boolean, stopAt: (seen: string) => boolean = () => false) {
  const stop = new AbortController();
  let seen = "";
  for await (const { event } of runWorkflow(loaded, { out, resume, signal: stop.signal })) {
    seen += `${JSON.stringify(event)}\n`;
    if (stopAt(seen)) stop.abort();
  }
  return seen;
}

/** Message of a failed continuation, without this test's folder. */
async function refusal(out: string): Promise<string> {
  const message = await finish(out, true).then(
    () => "accepted",
    (error: Error) => error.message,
  );
  expect(message).not.toMatch(/undefined|\[object|\binvalid\b|\n/i);
  return message.replaceAll(folder, "FOLDER");
}

/** Hashes of weights and metrics. */
async function outcome(out: string): Promise<Record<string, string>> {
  const names = await readdir(out, { recursive: true });
  const wanted = names.filter((name) => /(weights\.bin|metrics\.json)$/.test(name)).toSorted();
  const hash = async (name: string) =>
    [
      name,
      createHash("sha256")
        .update(await readFile(`${out}/${name}`))
        .digest("hex"),
    ] as const;
  return Object.fromEntries(await Promise.all(wanted.map(hash)));
}

test("TensorBoard finds weights before and after every training, and pictures of the first seed's predictions", async () => {
  const place = `${whole}/tensorboard/seed-0`;
  const read = (item: string) => readFile(`${place}/${item}/events.out.tfevents.1.undercoat`);
  for (const item of ["pretrain-noisy", "finetune-noisy-full", "finetune-random-full"]) {
    const bytes = await read(item);
    expect(bytes.toString("latin1").split("weights/encoder.conv1.weight")).toHaveLength(3);
    expect(wholeRecordBytes(bytes)).toBe(bytes.length);
  }
  const pictures = await read("evaluate-noisy-full");
  expect(pictures.toString("latin1")).toMatch(/prediction\/scene.*\x89PNG/s);
  expect(wholeRecordBytes(pictures)).toBe(pictures.length);
});

/** A copy of the finished run. */
async function copyOf(name: string): Promise<string> {
  await cp(whole, `${folder}/${name}`, { recursive: true });
  return `${folder}/${name}`;
}

const EVALUATED = "results/seed-0/evaluate-noisy-full.json";
const TUNED = "models/seed-0/finetune-noisy-full";

test("a run that is stopped in every training goes on each time and ends with the same weights", async () => {
  const out = `${folder}/stopped`;
  const places = [
    '"pretrain-noisy","step":1',
    '"pretrain-noisy","step":3',
    '"finetune-random-full","step":2',
    '"finetune-noisy-full","step":2',
  ];
  for (const [index, place] of places.entries()) {
    const text = place.replace('"', '"item":"seed-0/');
    await expect(finish(out, index > 0, (seen) => seen.includes(text))).rejects.toMatchObject({
      code: "INTERRUPTED",
    });
  }
  expect(await finish(out, true)).toContain('"kind":"finished"');
  expect(await outcome(out)).toEqual(await outcome(whole));
});

test("a finished run that goes on trains nothing and keeps its numbers", async () => {
  const out = await copyOf("finished");
  expect(await finish(out, true)).not.toContain('"kind":"step"');
  expect(await outcome(out)).toEqual(await outcome(whole));
});

test("a model that was deleted is trained again, to the same weights", async () => {
  const out = await copyOf("lost-model");
  await rm(`${out}/${TUNED}`, { recursive: true });
  expect(await finish(out, true)).toContain('"item":"seed-0/finetune-noisy-full","step":3');
  expect(await outcome(out)).toEqual(await outcome(whole));
});

test("a line of the event log that a kill cut short is dropped", async () => {
  const out = await copyOf("half-line");
  await appendFile(`${out}/events.jsonl`, '{"kind":"st');
  await finish(out, true);
  const lines = (await readFile(`${out}/events.jsonl`, "utf8")).trimEnd().split("\n");
  expect(lines.map((line) => (JSON.parse(line) as { kind: string }).kind).at(-1)).toBe("finished");
});

test("a lock that a dead process left empty does not count", async () => {
  const out = await copyOf("lock");
  await writeFile(`${out}/lock`, "");
  expect(await finish(out, true)).toContain('"kind":"finished"');
});

describe("a folder that suffered says what is damaged and what to do", () => {
  test("its config", async () => {
    const out = await copyOf("config");
    for (const text of ['{"config":', "[]", "{}"]) {
      await writeFile(`${out}/config.json`, text);
      expect(await refusal(out)).toBe(
        `the "config.json" in "FOLDER/config" is damaged, so nobody can tell which config this run had; give another --out`,
      );
    }
  });
  test("a result that is no JSON, or another JSON", async () => {
    const out = await copyOf("result");
    await writeFile(`${out}/${EVALUATED}`, "{");
    expect(await refusal(out)).toMatchInlineSnapshot(
      `""FOLDER/result/results/seed-0/evaluate-noisy-full.json" is damaged: it is not JSON; delete it, and run --resume makes it again"`,
    );
    await writeFile(`${out}/${EVALUATED}`, "{}");
    expect(await refusal(out)).toMatchInlineSnapshot(
      `""FOLDER/result/results/seed-0/evaluate-noisy-full.json" is damaged: its key "confusion" does not fit; delete it, and run --resume makes it again"`,
    );
    await rm(`${out}/${EVALUATED}`);
    expect(await refusal(out)).toBe("accepted");
  });
  test("weights that were cut short", async () => {
    const out = await copyOf("weights");
    await rm(`${out}/${EVALUATED}`);
    await truncate(`${out}/${TUNED}/weights.bin`, 1000);
    expect(await refusal(out)).toMatchInlineSnapshot(
      `"seed-0/evaluate-noisy-full: model "FOLDER/weights/models/seed-0/finetune-noisy-full" cannot be used: "weights.bin" has 1000 bytes, but "model.json" lists 231680; delete its folder, and run --resume trains it again"`,
    );
  });
  test("an input file that is another one now", async () => {
    const out = await copyOf("inputs");
    const inputs = await readFile(`${out}/inputs.json`, "utf8");
    await writeFile(`${out}/inputs.json`, inputs.replace(/"sha256": "./, '"sha256": "x'));
    expect(await refusal(out)).toMatchInlineSnapshot(
      `""images/scene-1.tif" is another file than when the run in "FOLDER/inputs" began (its SHA-256 differs); put the former one back, or give another --out"`,
    );
  });
});
