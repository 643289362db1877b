import { Worker } from "node:worker_threads";
import type { EngineName } from "@undercoat/engines/options";
import { type MessageQueue, messageQueue } from "../run/message-queue.ts";
import { type FromWorker, unpackError } from "../run/worker-messages.ts";
import type { StudyWork } from "./study-worker-messages.ts";

const SOURCE = import.meta.url.endsWith(".ts");
const WORKER_FILE = new URL(SOURCE ? "./study-worker.ts" : "./study-worker.js", import.meta.url);
/** A worker does not see how its parent was told to resolve packages to their sources. */
const WORKER_ARGUMENTS = SOURCE ? { execArgv: ["-C", "@undercoat/source"] } : {};

/** A thread that does one item of a study at a time. */
export class StudyThread {
  private readonly start: { readonly folder: string; readonly engine: EngineName; readonly threads: number };
  private readonly stop = new SharedArrayBuffer(4);
  private worker: Worker | null = null;
  private queue: MessageQueue<FromWorker> | null = null;

  constructor(start: { readonly folder: string; readonly engine: EngineName; readonly threads: number }) {
    this.start = start;
  }

  /** Does an item; its messages until it is done. A training that is stopped leaves a checkpoint, and throws. */
  async *doing(work: StudyWork, signal: AbortSignal): AsyncGenerator<FromWorker> {
    const flag = new Int32Array(this.stop);
    const onAbort = () => void Atomics.store(flag, 0, 1);
    Atomics.store(flag, 0, signal.aborted ? 1 : 0);
    signal.addEventListener("abort", onAbort);
    const queue = messageQueue<FromWorker>();
    this.queue = queue;
    let isOver = false;
    try {
      this.running().postMessage(work);
      for await (const message of queue.messages()) yield message;
      isOver = true;
    } catch (error) {
      isOver = true;
      throw error;
    } finally {
      signal.removeEventListener("abort", onAbort);
      this.queue = null;
      if (!isOver) await this.close(); // nobody listens any more, and the item is given back
    }
  }

  /** Ends the thread at once. */
  async close(): Promise<void> {
    await this.worker?.terminate();
    this.worker = null;
  }

  private running(): Worker {
    if (this.worker !== null) return this.worker;
    const worker = new Worker(WORKER_FILE, {
      workerData: { ...this.start, stop: this.stop },
      ...WORKER_ARGUMENTS,
    });
    worker.on("message", (message: FromWorker) => this.receive(message));
    worker.on("error", (error: Error) => {
      this.worker = null; // the next item gets a new thread
      this.queue?.end(error);
    });
    this.worker = worker;
    return worker;
  }

  private receive(message: FromWorker): void {
    if (message.kind === "failed") this.queue?.end(unpackError(message.error, null));
    else if (message.kind !== "ready") this.queue?.push(message);
    if (message.kind === "done") this.queue?.end(null);
  }
}
