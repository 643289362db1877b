// The thread that does items: loads the data once, then trains or evaluates what it is handed.
import path from "node:path";
import { parentPort, workerData } from "node:worker_threads";
import { useEngine } from "@undercoat/engines";
import { loadRunData } from "./load-run-data.ts";
import { runItem } from "./run-item.ts";
import { type FromWorker, packError, type ToWorker, type WorkerStart } from "./worker-messages.ts";

const { config, folder, engine, threads, stop } = workerData as WorkerStart;
const flag = new Int32Array(stop);
const send = (message: FromWorker) => parentPort?.postMessage(message);

async function start(): Promise<void> {
  await useEngine(engine, { threads });
  const data = await loadRunData(config);
  const isStopping = () => Atomics.load(flag, 0) === 1;
  const context = { config, folder, data, pictures: path.join(folder, "predictions"), send, isStopping };
  parentPort?.on("message", (message: ToWorker) => {
    runItem(message.item, context).catch((error: unknown) =>
      send({ kind: "failed", item: message.item.id, error: packError(error) }),
    );
  });
  send({ kind: "ready" });
}

start().catch((error: unknown) => send({ kind: "failed", item: null, error: packError(error) }));
