// The thread that does the items of a study: keeps the data of the last config, because neighbours share it.
import { parentPort, workerData } from "node:worker_threads";
import { useEngine } from "@undercoat/engines";
import type { ResolvedConfig } from "../config/run-config.ts";
import { keptRunData } from "../run/kept-run-data.ts";
import type { RunData } from "../run/load-run-data.ts";
import { runItem } from "../run/run-item.ts";
import { checkPatches } from "../run/training-job.ts";
import { type FromWorker, packError } from "../run/worker-messages.ts";
import type { StudyWork, StudyWorkerStart } from "./study-worker-messages.ts";

const { folder, engine, threads, stop } = workerData as StudyWorkerStart;
const flag = new Int32Array(stop);
const send = (message: FromWorker) => parentPort?.postMessage(message);

const readData = keptRunData();
/** What was checked: cutting all patches again for every item would cost more than some items. */
const checked = new Set<string>();

async function dataOf(config: ResolvedConfig): Promise<RunData> {
  const data = await readData(config);
  const { data: files, model, pretrain, finetune, seeds } = config;
  const key = JSON.stringify([files, model, pretrain, finetune, seeds]);
  if (!checked.has(key)) checkPatches(config, data);
  checked.add(key);
  return data;
}

async function work({ item, config }: StudyWork): Promise<void> {
  const data = await dataOf(config);
  const isStopping = () => Atomics.load(flag, 0) === 1;
  await runItem(item, { config, folder, data, pictures: null, send, isStopping });
}

async function start(): Promise<void> {
  await useEngine(engine, { threads });
  parentPort?.on("message", (message: StudyWork) => {
    work(message).catch((error: unknown) =>
      send({ kind: "failed", item: message.item.id, error: packError(error) }),
    );
  });
  send({ kind: "ready" });
}

start().catch((error: unknown) => send({ kind: "failed", item: null, error: packError(error) }));
