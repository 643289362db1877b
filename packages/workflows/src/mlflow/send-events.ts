import { existsSync } from "node:fs";
import { open } from "node:fs/promises";
import path from "node:path";
import { readJson, writeJsonAtomic } from "@undercoat/files";
import * as z from "zod";
import type { MlflowConfig } from "../config/mlflow-config.ts";
import { RunEvent } from "../judge/result-files.ts";
import { MlflowClient, type MlflowMetric, type MlflowText } from "./mlflow-client.ts";

/** What is sent from where. */
export interface EventSource {
  readonly folder: string;
  readonly mlflow: MlflowConfig;
  /** Of the run; before the names of its trainings. */
  readonly name: string;
  /** Parameters of every training. */
  readonly params: readonly MlflowText[];
}

/** How far the events of a run folder are sent: its file `mlflow.json`. */
const Sent = z.object({
  trackingUri: z.string(),
  experiment: z.string(),
  experimentId: z.string().nullable(),
  /** Bytes of `events.jsonl` that need not be sent again. */
  offset: z.int().min(0),
  /** MLflow's runs by training. */
  runs: z.record(z.string(), z.string()),
});
type Sent = z.output<typeof Sent>;

/** Lines that are sent together. */
const LINES_AT_ONCE = 150;

/**
 * Sends what `events.jsonl` of a run folder has that was not sent yet, in its order; one run of MLflow per training. The
 * file is the queue: what cannot be sent now is sent the next time.
 *
 * @returns How many events were sent.
 * @throws {WorkflowError} `WORK_FAILED` where the server cannot be reached or refuses; what was sent before is noted.
 */
export async function sendEvents(source: EventSource, signal?: AbortSignal): Promise<number> {
  const file = path.join(source.folder, "mlflow.json");
  let sent = await sentBefore(file, source.mlflow);
  const client = new MlflowClient(source.mlflow.trackingUri, signal);
  const note = async (change: Partial<Sent>) => {
    sent = { ...sent, ...change };
    await writeJsonAtomic(file, sent);
  };
  const lines = await linesFrom(path.join(source.folder, "events.jsonl"), sent.offset);
  let count = 0;
  for (let first = 0; first < lines.length; first += LINES_AT_ONCE) {
    const chunk = lines.slice(first, first + LINES_AT_ONCE);
    if (sent.experimentId === null)
      await note({ experimentId: await client.experiment(source.mlflow.experiment) });
    const events = chunk.flatMap(({ text }) => eventOf(text));
    for (const event of events) {
      if (event.kind !== "item-started") continue;
      if (!(event.item in sent.runs)) {
        const runId = await client.createRun(runOf(event, sent.experimentId!, source));
        await note({ runs: { ...sent.runs, [event.item]: runId } });
      }
      await client.log(sent.runs[event.item]!, [], source.params); // the server takes the same ones twice
    }
    await sendChunk(client, events, sent.runs);
    await note({ offset: chunk.at(-1)!.end });
    count += events.length;
  }
  return count;
}

function runOf(
  { item, time }: Extract<RunEvent, { kind: "item-started" }>,
  experimentId: string,
  { name, folder }: EventSource,
): Parameters<MlflowClient["createRun"]>[0] {
  const tags = [
    { key: "mlflow.source.name", value: "undercoat" },
    { key: "undercoat.folder", value: folder },
  ];
  return { experimentId, name: `${name}/${item}`, startTime: Date.parse(time), tags };
}

async function sendChunk(
  client: MlflowClient,
  events: readonly RunEvent[],
  runs: Readonly<Record<string, string>>,
): Promise<void> {
  for (const [item, runId] of Object.entries(runs)) {
    const own = events.filter((event) => "item" in event && event.item === item);
    await client.log(
      runId,
      own.flatMap((event) => metricsOf(event)),
    );
    const end = events.find((event) => event.kind === "item-done" && isPartOf(item, event.item));
    if (end !== undefined) await client.finish(runId, Date.parse(end.time));
  }
}

/** A planned training is followed phase by phase, but is done as a whole. */
function isPartOf(training: string, item: string): boolean {
  return training === item || training.startsWith(`${item}.phase-`);
}

function metricsOf(event: RunEvent): MlflowMetric[] {
  if (event.kind !== "step") return [];
  const { step, loss, lossParts, learningRate, milliseconds } = event;
  const values = {
    ...(loss === null ? {} : { loss }),
    ...Object.fromEntries(Object.entries(lossParts).map(([name, value]) => [`loss/${name}`, value])),
    "learning rate": learningRate,
    "milliseconds per step": milliseconds,
  };
  const timestamp = Date.parse(event.time);
  return Object.entries(values).map(([key, value]) => ({ key, value, timestamp, step }));
}

/** A line that is none of ours is passed over: it would be in the way for ever. */
function eventOf(line: string): RunEvent[] {
  try {
    const parsed = RunEvent.safeParse(JSON.parse(line));
    return parsed.success ? [parsed.data] : [];
  } catch {
    return [];
  }
}

async function sentBefore(file: string, { trackingUri, experiment }: MlflowConfig): Promise<Sent> {
  const nothing = { trackingUri, experiment, experimentId: null, offset: 0, runs: {} };
  if (!existsSync(file)) return nothing;
  const parsed = Sent.safeParse(await readJson(file));
  const isSame =
    parsed.success && parsed.data.trackingUri === trackingUri && parsed.data.experiment === experiment;
  return isSame ? parsed.data : nothing;
}

/** Whole lines behind `offset`, each with the place of its end. */
async function linesFrom(file: string, offset: number): Promise<{ text: string; end: number }[]> {
  if (!existsSync(file)) return [];
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    const bytes = Buffer.alloc(Math.max(0, size - offset));
    const { bytesRead } = await handle.read(bytes, 0, bytes.length, offset);
    const lines: { text: string; end: number }[] = [];
    let start = 0;
    for (;;) {
      const end = bytes.subarray(0, bytesRead).indexOf(10, start) + 1;
      if (end === 0) return lines;
      lines.push({ text: bytes.toString("utf8", start, end - 1), end: offset + end });
      start = end;
    }
  } finally {
    await handle.close();
  }
}
