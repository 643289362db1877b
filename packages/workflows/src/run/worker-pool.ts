import { Worker } from "node:worker_threads";
import type { Item } from "./plan.ts";
import { type FromWorker, type ToWorker, unpackError, type WorkerStart } from "./worker-messages.ts";

/** A pool of worker threads that does items in any order their needs allow. */
export interface WorkerPool {
  /** Messages of all workers, until every item is done. Throws the first failure once the others have stopped. */
  messages(): AsyncIterable<FromWorker>;
  /** Asks every worker to write a checkpoint and stop. */
  stop(): void;
  /** Ends all threads. */
  close(): Promise<void>;
}

const SOURCE = import.meta.url.endsWith(".ts");
const WORKER_FILE = new URL(SOURCE ? "./item-worker.ts" : "./item-worker.js", import.meta.url);

/**
 * Starts `count` workers on `items`; an item starts when the items it needs are in `done`.
 *
 * @param done - Ids that are done already; grows as items end.
 */
export function startWorkers(
  count: number,
  start: WorkerStart,
  items: readonly Item[],
  done: Set<string>,
): WorkerPool {
  const waiting = [...items];
  const idle = new Set<Worker>();
  const queue = messageQueue();
  let busy = 0;
  let failure: Error | null = null;

  const workers = Array.from(
    { length: count },
    () =>
      new Worker(WORKER_FILE, {
        workerData: start,
        ...(SOURCE ? { execArgv: ["-C", "@undercoat/source"] } : {}),
      }),
  );
  const isStopping = () => failure !== null || Atomics.load(new Int32Array(start.stop), 0) === 1;
  const stop = () => void Atomics.store(new Int32Array(start.stop), 0, 1);
  const fail = (error: Error) => {
    failure ??= error;
    stop();
  };

  const handOut = () => {
    for (const worker of idle) {
      const index = isStopping() ? -1 : waiting.findIndex(({ needs }) => needs.every((id) => done.has(id)));
      if (index < 0) break;
      const [item] = waiting.splice(index, 1);
      idle.delete(worker);
      busy += 1;
      worker.postMessage({ kind: "item", item: item! } satisfies ToWorker);
    }
    if (busy === 0 && idle.size === workers.length && (waiting.length === 0 || isStopping()))
      queue.end(failure);
  };

  const receive = (worker: Worker, message: FromWorker) => {
    if (message.kind !== "ready") queue.push(message);
    if (message.kind === "ready") idle.add(worker);
    if (message.kind === "done") done.add(message.item);
    if (message.kind === "failed") fail(unpackError(message.error));
    if (message.kind === "done" || message.kind === "failed") {
      if (message.kind === "done" || message.item !== null) busy -= 1;
      idle.add(worker);
    }
    handOut();
  };
  for (const worker of workers) {
    worker.on("message", (message: FromWorker) => receive(worker, message));
    worker.on("error", (error: Error) => {
      fail(error);
      queue.end(error);
    });
  }
  return {
    messages: () => queue.iterate(),
    stop,
    close: async () => {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}

/** Messages pushed from callbacks, read as an async iterable. */
function messageQueue() {
  const messages: FromWorker[] = [];
  let ended: { error: Error | null } | null = null;
  let wake = () => {};
  return {
    push(message: FromWorker) {
      messages.push(message);
      wake();
    },
    end(error: Error | null) {
      ended ??= { error };
      wake();
    },
    async *iterate(): AsyncGenerator<FromWorker> {
      for (;;) {
        while (messages.length > 0) yield messages.shift()!;
        if (ended !== null) {
          if (ended.error !== null) throw ended.error;
          return;
        }
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
}
