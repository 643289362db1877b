import type { Batch } from "./batch-source.ts";
import { type AsyncBatchSource, batchesOf, closedError, nextOf, type SequenceState } from "./batches-of.ts";
import { DatasetsError } from "./errors.ts";
import { BatchThread } from "./internal/prefetch/batch-thread.ts";
import { loadSequence } from "./internal/prefetch/load-sequence.ts";
import type { PlainRecipe } from "./internal/prefetch/messages.ts";
import type { BatchSequence } from "./patch-sequence.ts";

/** How a thread makes the batches itself: open files cannot cross to it, but their names can. */
export interface BatchRecipe {
  /** Module to import: a URL, or what `import` takes. */
  readonly module: string | URL;
  /** Exported function that gives a {@link BatchSequence}, or a promise of one. */
  readonly name: string;
  /** What the function is called with: anything that `structuredClone` takes. */
  readonly arguments?: readonly unknown[];
}

/** Options of {@link prefetchBatches}. */
export interface PrefetchOptions {
  /** Threads; 0 makes batches in this one, when they are asked for. Default: 1. */
  readonly workers?: number;
  /** Batches that are made ahead. Default: two for each thread. */
  readonly ahead?: number;
}

/**
 * The batches of a sequence, made ahead in worker threads. Each batch depends on its number alone and they come in the
 * order of their numbers: any number of threads gives the same batches, bit for bit.
 *
 * @remarks A saved state counts the batches that were taken, not those that were made ahead. Threads do not keep a
 *   process alive; `close` ends them.
 * @throws {DatasetsError} `WORKER_COUNT_UNUSABLE` at once; from `next`: `WORKER_FAILED` with the batch and the reason,
 *   `CLOSED`; `STATE_MISMATCH` from `restore`.
 *
 * @example
 * ```ts
 * const batches = prefetchBatches({ module: new URL("./batches.js", import.meta.url), name: "batches" }, { workers: 2 });
 * const batch = await batches.next();
 * await batches.close();
 * ```
 */
export function prefetchBatches(recipe: BatchRecipe, options: PrefetchOptions = {}): AsyncBatchSource {
  const { workers = 1, ahead = 2 * workers } = options;
  assertCount("workers", workers, 0);
  assertCount("ahead", ahead, workers === 0 ? 0 : 1);
  const plain = { module: String(recipe.module), name: recipe.name, arguments: recipe.arguments ?? [] };
  return workers === 0 ? batchesOf(lazySequence(plain)) : new Prefetcher(plain, workers, ahead);
}

/** Loads the module with the first batch. */
function lazySequence(recipe: PlainRecipe): Pick<BatchSequence, "batchAt"> {
  let sequence: ReturnType<typeof loadSequence> | null = null;
  return {
    batchAt: async (number, options) => {
      sequence ??= loadSequence(recipe);
      return (await sequence).batchAt(number, options);
    },
  };
}

class Prefetcher implements AsyncBatchSource {
  private readonly recipe: PlainRecipe;
  private readonly workers: number;
  private readonly ahead: number;
  private readonly made = new Map<number, Promise<Batch>>();
  private threads: readonly BatchThread[] | null = null;
  private number = 0;
  private turns = 0;
  private isClosed = false;

  constructor(recipe: PlainRecipe, workers: number, ahead: number) {
    this.recipe = recipe;
    this.workers = workers;
    this.ahead = ahead;
  }

  async next(): Promise<Batch> {
    if (this.isClosed) throw closedError();
    this.threads ??= Array.from({ length: this.workers }, () => newThread(this.recipe));
    const wanted = this.number;
    for (let number = wanted; number <= wanted + this.ahead; number++) this.ask(this.threads, number);
    const made = this.made.get(wanted)!;
    this.made.delete(wanted);
    this.number = wanted + 1;
    this.turns += 1;
    const turn = this.turns;
    try {
      return await made;
    } catch (error) {
      if (turn === this.turns) this.number = wanted; // the next call tries again, nothing is left out
      throw error;
    }
  }

  save(): SequenceState {
    return { kind: "batch-sequence", next: this.number };
  }

  restore(state: SequenceState): void {
    this.number = nextOf(state);
    this.turns += 1;
    for (const number of this.made.keys())
      if (number < this.number || number > this.number + this.ahead) this.made.delete(number);
  }

  async close(): Promise<void> {
    this.isClosed = true;
    this.made.clear();
    await Promise.all((this.threads ?? []).map((thread) => thread.close()));
  }

  private ask(threads: readonly BatchThread[], number: number): void {
    if (this.made.has(number)) return;
    const batch = threads[number % threads.length]!.batchAt(number);
    batch.catch(() => undefined); // told when it is taken
    this.made.set(number, batch);
  }
}

function newThread(recipe: PlainRecipe): BatchThread {
  try {
    return new BatchThread(recipe);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new DatasetsError("WORKER_FAILED", {
      message: `the arguments of "${recipe.name}" cannot cross to a thread: ${reason}; give names and numbers, and open files in the function`,
      context: { name: recipe.name },
      cause,
    });
  }
}

function assertCount(what: "workers" | "ahead", count: number, least: number): void {
  if (Number.isSafeInteger(count) && count >= least) return;
  throw new DatasetsError("WORKER_COUNT_UNUSABLE", {
    message: `${what} is ${count}, but an integer from ${least} was expected; 1 or 2 workers feed most trainings`,
    context: { [what]: count },
  });
}
