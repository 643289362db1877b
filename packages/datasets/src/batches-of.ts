import type { Batch } from "./batch-source.ts";
import { DatasetsError } from "./errors.ts";
import type { BatchSequence } from "./patch-sequence.ts";

/** Where an {@link AsyncBatchSource} stands: plain JSON. */
export interface SequenceState {
  readonly kind: "batch-sequence";
  /** Number of the batch that comes next. */
  readonly next: number;
}

/** An endless, seeded source of batches that are waited for. */
export interface AsyncBatchSource {
  /** The next batch, in arrays of its own. Wait for one before asking for the next: a batch that failed is then tried again. */
  next(): Promise<Batch>;
  /** Where the source stands: `restore` continues exactly there. */
  save(): SequenceState;
  restore(state: SequenceState): void;
  /** Stops what is under way and lets go of threads. */
  close(): Promise<void>;
}

/**
 * The batches of a sequence one after the other, each made when it is asked for; `prefetchBatches` of
 * `@undercoat/datasets/node` makes them ahead.
 *
 * @throws {DatasetsError} From `next`: `CLOSED`, and what the sequence throws; `STATE_MISMATCH` from `restore`.
 *
 * @example
 * ```ts
 * const batches = batchesOf(patchSequence(dataset, { sampler, batchSize: 8, normalisation }));
 * for await (const report of fit(model, batches, { loss, steps: 1000, learningRate: 1e-3 })) console.log(report.loss);
 * ```
 */
export function batchesOf(
  sequence: Pick<BatchSequence, "batchAt">,
  { signal }: { readonly signal?: AbortSignal } = {},
): AsyncBatchSource {
  const closing = new AbortController();
  const either = signal === undefined ? closing.signal : AbortSignal.any([signal, closing.signal]);
  let next = 0;
  let turns = 0;
  return Object.freeze({
    async next() {
      if (closing.signal.aborted) throw closedError();
      const wanted = next;
      next = wanted + 1;
      turns += 1;
      const turn = turns;
      try {
        return await sequence.batchAt(wanted, { signal: either });
      } catch (error) {
        if (turn === turns) next = wanted; // the next call tries again, nothing is left out
        throw error;
      }
    },
    save: () => ({ kind: "batch-sequence" as const, next }),
    restore: (state: SequenceState) => {
      next = nextOf(state);
      turns += 1;
    },
    async close() {
      closing.abort(closedError());
    },
  });
}

/** The number of the next batch; refuses the state of another kind of source. */
export function nextOf({ kind, next }: SequenceState): number {
  if (kind === "batch-sequence" && Number.isSafeInteger(next) && next >= 0) return next;
  throw new DatasetsError("STATE_MISMATCH", {
    message: `state is of "${kind}" at ${next}, expected "batch-sequence" at a number from 0; restore the source that saved it`,
    context: { found: kind, next },
  });
}

/** What a closed source says. */
export function closedError(): DatasetsError {
  return new DatasetsError("CLOSED", {
    message:
      "the source of batches is closed and gives no further ones; close it after the last batch has come",
    context: {},
  });
}
