import { Worker } from "node:worker_threads";
import { type MessageQueue, messageQueue } from "./message-queue.ts";
import type { Item } from "./plan.ts";
import { type FromWorker, type ToWorker, unpackError, type WorkerStart } from "./worker-messages.ts";

const SOURCE = import.meta.url.endsWith(".ts");
const WORKER_FILE = new URL(SOURCE ? "./item-worker.ts" : "./item-worker.js", import.meta.url);
/** A worker does not see how its parent was told to resolve packages to their sources. */
const WORKER_ARGUMENTS = SOURCE ? { execArgv: ["-C", "@undercoat/source"] } : {};

/** Worker threads that do items in any order their needs allow. */
export class WorkerPool {
  private readonly workers: readonly Worker[];
  private readonly waiting: Item[];
  private readonly done: Set<string>;
  private readonly stopFlag: Int32Array;
  private readonly queue: MessageQueue<FromWorker> = messageQueue();
  private readonly idle = new Set<Worker>();
  private busy = 0;
  private failure: Error | null = null;

  /**
   * Starts `count` workers on `items`; an item starts when the items it needs are in `done`.
   *
   * @param done - Ids that are done already; not changed.
   */
  constructor(count: number, start: WorkerStart, items: readonly Item[], done: ReadonlySet<string>) {
    this.waiting = [...items];
    this.done = new Set(done);
    this.stopFlag = new Int32Array(start.stop);
    this.workers = Array.from({ length: count }, () => this.startWorker(start));
  }

  /** Messages of all workers until every item is done; throws the first failure once the others have stopped. */
  messages(): AsyncGenerator<FromWorker> {
    return this.queue.messages();
  }

  /** Asks every worker to write a checkpoint and stop. */
  stop(): void {
    Atomics.store(this.stopFlag, 0, 1);
    this.handOut();
  }

  /** Ends all threads at once. */
  async close(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.terminate()));
  }

  private startWorker(start: WorkerStart): Worker {
    const worker = new Worker(WORKER_FILE, { workerData: start, ...WORKER_ARGUMENTS });
    worker.on("message", (message: FromWorker) => this.receive(worker, message));
    worker.on("error", (error: Error) => {
      this.fail(error);
      this.queue.end(error); // the thread is gone, and its item with it
    });
    return worker;
  }

  private receive(worker: Worker, message: FromWorker): void {
    if (message.kind !== "ready" && message.kind !== "failed") this.queue.push(message);
    if (message.kind === "started" || message.kind === "step") return;
    if (message.kind === "done") this.done.add(message.item);
    if (message.kind === "failed") this.fail(unpackError(message.error, message.item));
    if (message.kind !== "ready" && message.item !== null) this.busy -= 1;
    this.idle.add(worker);
    this.handOut();
  }

  private fail(error: Error): void {
    this.failure ??= error;
    Atomics.store(this.stopFlag, 0, 1);
  }

  private handOut(): void {
    const isStopping = Atomics.load(this.stopFlag, 0) === 1;
    for (const worker of this.idle) {
      const item = isStopping
        ? undefined
        : this.waiting.find(({ needs }) => needs.every((id) => this.done.has(id)));
      if (item === undefined) break;
      this.waiting.splice(this.waiting.indexOf(item), 1);
      this.idle.delete(worker);
      this.busy += 1;
      worker.postMessage({ kind: "item", item } satisfies ToWorker);
    }
    const isOver = isStopping || this.waiting.length === 0;
    if (isOver && this.busy === 0 && this.idle.size === this.workers.length) this.queue.end(this.failure);
  }
}
