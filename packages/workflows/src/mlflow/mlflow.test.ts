import { appendFile, readFile, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { temporaryFolder } from "@undercoat/test-utils";
import { afterEach, expect, test } from "vitest";
import { testConfig } from "../../test/test-config.ts";
import { describeIssue } from "../config/describe-issue.ts";
import { RunConfig } from "../config/run-config.ts";
import { flushMlflow } from "./flush-mlflow.ts";
import { followRun } from "./follow-run.ts";

interface Call {
  readonly path: string;
  readonly body: { metrics?: { key: string; step: number }[] } & Record<string, unknown>;
}

const calls: Call[] = [];
let server: Server | null = null;
/** Requests that are answered before the server breaks. */
let patience = Number.POSITIVE_INFINITY;

/** As much of MLflow as its documentation says of these calls. */
function answerTo(path: string): [number, object] {
  if (path.startsWith("experiments/get-by-name")) return [404, { error_code: "RESOURCE_DOES_NOT_EXIST" }];
  if (path === "experiments/create") return [200, { experiment_id: "7" }];
  const created = calls.filter((call) => call.path === "runs/create").length;
  return path === "runs/create" ? [200, { run: { info: { run_id: `run-${created}` } } }] : [200, {}];
}

async function listening(port = 0): Promise<number> {
  server = createServer(async (request, response) => {
    let text = "";
    for await (const part of request) text += String(part);
    const path = request.url!.replace("/api/2.0/mlflow/", "");
    patience -= 1;
    if (patience < 0) {
      response.writeHead(503).end("try later");
      return;
    }
    calls.push({ path, body: text === "" ? {} : JSON.parse(text) });
    const [status, body] = answerTo(path);
    response.writeHead(status).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server!.listen(port, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

afterEach(async () => {
  calls.length = 0;
  patience = Number.POSITIVE_INFINITY;
  await closed();
});

async function closed(): Promise<void> {
  server?.closeAllConnections();
  await new Promise((resolve) => (server === null ? resolve(null) : server.close(resolve)));
  server = null;
}

const time = (second: number) => new Date(1_800_000_000_000 + 1000 * second).toISOString();
const line = (event: object) => `${JSON.stringify(event)}\n`;
const ITEM = "seed-0/pretrain-osm";
const started = line({ kind: "item-started", time: time(0), item: ITEM, resumedAtStep: null });
const done = line({ kind: "item-done", time: time(999), item: ITEM, seconds: 9 });
const step = (n: number) =>
  line({
    kind: "step",
    time: time(n),
    item: ITEM,
    step: n,
    steps: 400,
    loss: n === 2 ? null : 1 / n,
    lossParts: { dice: 0.5 },
    learningRate: 0.01,
    milliseconds: 12,
  });
const steps = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => step(from + i)).join("");

/** A run folder whose config names a server at `port`. */
async function runFolder(port: number): Promise<string> {
  const folder = temporaryFolder();
  const config = testConfig({ mlflow: { trackingUri: `http://127.0.0.1:${port}/`, experiment: "roofs" } });
  await writeFile(`${folder}/config.json`, JSON.stringify({ config }));
  return folder;
}

const stepsOf = (key: string) =>
  calls
    .flatMap(({ body }) => body.metrics ?? [])
    .flatMap((metric) => (metric.key === key ? [metric.step] : []));

test("a server that is down: the events wait, and are sent once it is up, each once and in order", async () => {
  const port = await listening();
  await closed();
  const folder = await runFolder(port);
  await writeFile(`${folder}/events.jsonl`, started + steps(1, 300));
  await expect(flushMlflow(folder)).rejects.toThrow(
    'nothing is lost: start the server, then "undercoat mlflow flush"',
  );

  await listening(port);
  expect(await flushMlflow(folder)).toBe(301);
  expect(calls.slice(0, 3).map(({ path }) => path)).toEqual([
    "experiments/get-by-name?experiment_name=roofs",
    "experiments/create",
    "runs/create",
  ]);
  expect(calls[2]!.body).toMatchObject({ experiment_id: "7", run_name: expect.stringContaining(ITEM) });
  expect(calls[3]!.body["params"]).toContainEqual({ key: "finetune.patches", value: "16" });
  expect(stepsOf("loss/dice")).toEqual(Array.from({ length: 300 }, (_, i) => i + 1));
  expect(stepsOf("loss")).not.toContain(2); // nothing was learnt there
  for (const { body } of calls) expect(body.metrics?.length ?? 0).toBeLessThanOrEqual(1000);

  calls.length = 0;
  expect(await flushMlflow(folder)).toBe(0);
  await appendFile(`${folder}/events.jsonl`, `${steps(301, 302)}{"kind":"step","half`);
  expect(await flushMlflow(folder)).toBe(2);
  await appendFile(`${folder}/events.jsonl`, `"}\n${done}`);
  expect(await flushMlflow(folder)).toBe(1); // what is no event of ours is passed over
  expect(stepsOf("loss/dice")).toEqual([301, 302]);
  expect(calls.map(({ path }) => path)).not.toContain("runs/create");
  expect(calls.at(-1)).toMatchObject({ path: "runs/update", body: { run_id: "run-1", status: "FINISHED" } });
});

test("a server that breaks in the middle: what it took is noted, and the rest follows to the same run", async () => {
  const folder = await runFolder(await listening());
  await writeFile(`${folder}/events.jsonl`, started + steps(1, 300));
  patience = 5; // experiment (2), run, parameters, the first metrics
  await expect(flushMlflow(folder)).rejects.toThrow("503 try later");
  expect(JSON.parse(await readFile(`${folder}/mlflow.json`, "utf8"))).toMatchObject({
    runs: { [ITEM]: "run-1" },
  });
  patience = Number.POSITIVE_INFINITY;
  await flushMlflow(folder);
  expect(calls.filter(({ path }) => path === "runs/create")).toHaveLength(1);
  expect([...new Set(stepsOf("loss/dice"))]).toEqual(Array.from({ length: 300 }, (_, i) => i + 1));
});

test("following a run ends soon, whether the server is up or down", async () => {
  const port = await listening();
  const config = testConfig({ mlflow: { trackingUri: `http://127.0.0.1:${port}` } });
  const folder = temporaryFolder();
  await writeFile(`${folder}/events.jsonl`, started + steps(1, 3) + done);
  await followRun(folder, config).stop();
  expect(stepsOf("loss/dice")).toEqual([1, 2, 3]);
  await closed();
  await appendFile(`${folder}/events.jsonl`, steps(4, 4));
  await followRun(folder, config).stop();
  await followRun(folder, testConfig()).stop(); // no server named
});

test("a config without a server, and an address that is none", async () => {
  const folder = temporaryFolder();
  await writeFile(`${folder}/config.json`, JSON.stringify({ config: testConfig() }));
  await expect(flushMlflow(folder)).rejects.toThrow('has no "mlflow" in its config');
  await writeFile(`${folder}/config.json`, "{}");
  await expect(flushMlflow(folder)).rejects.toThrow("holds no run whose config this release reads");
  expect(() => testConfig({ mlflow: { trackingUri: "localhost:5000" } })).toThrow("begins with http://");
});

test.each([
  "http://me:secret@host:5000",
  "https://secret@host",
  "http://host/?token=secret",
  "http://host/#secret",
  "ftp://me:secret@host",
])("an address with a secret is refused, and not repeated: %s", (trackingUri) => {
  const { error } = RunConfig.safeParse({ ...testConfig(), mlflow: { trackingUri } });
  const issue = error!.issues[0]!;
  const line = describeIssue(issue, { mlflow: { trackingUri } }, RunConfig);
  expect(line).toContain('key "mlflow.trackingUri"');
  expect(line).toContain("take away what is before @");
  expect(line).not.toContain("secret");
});

test("a server that breaks before it has the parameters gets them with the next try", async () => {
  const folder = await runFolder(await listening());
  await writeFile(`${folder}/events.jsonl`, started + steps(1, 2));
  patience = 3; // experiment (2), run
  await expect(flushMlflow(folder)).rejects.toThrow("503 try later");
  patience = Number.POSITIVE_INFINITY;
  calls.length = 0;
  await flushMlflow(folder);
  expect(calls.map(({ path }) => path)).not.toContain("runs/create");
  expect(calls[0]!.body["params"]).toContainEqual({ key: "finetune.patches", value: "16" });
});

test("a training in phases ends as a whole", async () => {
  const folder = await runFolder(await listening());
  const second = started.replace(ITEM, `${ITEM}.phase-2`);
  await writeFile(`${folder}/events.jsonl`, started + step(1) + second + done);
  await flushMlflow(folder);
  const ended = calls.filter(({ path }) => path === "runs/update").map(({ body }) => body["run_id"]);
  expect(ended).toEqual(["run-1", "run-2"]);
});
