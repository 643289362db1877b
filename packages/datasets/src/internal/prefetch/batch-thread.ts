import { Worker } from "node:worker_threads";
import type { Batch } from "../../batch-source.ts";
import { closedError } from "../../batches-of.ts";
import { DatasetsError } from "../../errors.ts";
import type { PlainRecipe, Problem, Reply, Request } from "./messages.ts";

const SOURCE = import.meta.url.endsWith(".ts");
const WORKER_FILE = new URL(SOURCE ? "./worker.ts" : "./worker.js", import.meta.url);
/** A worker does not see how its parent was told to resolve packages to their sources. */
const WORKER_ARGUMENTS = SOURCE ? { execArgv: ["-C", "@undercoat/source"] } : {};

interface Waiting {
  readonly number: number;
  readonly resolve: (batch: Batch) => void;
  readonly reject: (error: Error) => void;
}

/** One thread that makes batches. It keeps the process alive only while somebody waits for it. */
export class BatchThread {
  private readonly worker: Worker;
  private readonly waiting = new Map<number, Waiting>();
  private ended: Error | null = null;
  private requests = 0;

  constructor(recipe: PlainRecipe) {
    this.worker = new Worker(WORKER_FILE, { workerData: recipe, ...WORKER_ARGUMENTS });
    this.worker.unref();
    this.worker.on("message", (reply: Reply) => this.receive(reply));
    this.worker.on("error", (error) => this.end(threadError(error.message)));
    this.worker.on("exit", (code) => this.end(threadError(`it ended with exit code ${code}`)));
  }

  /** Batch `number`. @throws {DatasetsError} `WORKER_FAILED`, `CLOSED` */
  batchAt(number: number): Promise<Batch> {
    if (this.ended !== null) return Promise.reject(this.ended);
    return new Promise((resolve, reject) => {
      const id = this.requests++;
      this.waiting.set(id, { number, resolve, reject });
      this.worker.ref();
      this.worker.postMessage({ id, number } satisfies Request);
    });
  }

  /** Ends the thread; who still waits is told. */
  async close(): Promise<void> {
    this.end(closedError());
    await this.worker.terminate();
  }

  private receive(reply: Reply): void {
    const waiting = this.waiting.get(reply.id);
    if (waiting === undefined) return;
    this.waiting.delete(reply.id);
    if (this.waiting.size === 0) this.worker.unref();
    if ("batch" in reply) waiting.resolve(reply.batch);
    else waiting.reject(batchError(waiting.number, reply.problem));
  }

  private end(error: Error): void {
    this.ended ??= error;
    for (const { reject } of this.waiting.values()) reject(this.ended);
    this.waiting.clear();
  }
}

function batchError(number: number, { name, code, message }: Problem): DatasetsError {
  return new DatasetsError("WORKER_FAILED", {
    message: `batch ${number} could not be made: ${message}`,
    context: { batch: number, name, code },
  });
}

function threadError(reason: string): DatasetsError {
  return new DatasetsError("WORKER_FAILED", {
    message: `a worker thread that makes batches failed: ${reason}; try with workers: 0 to see where, or with smaller batches if memory ran out`,
    context: { reason },
  });
}
