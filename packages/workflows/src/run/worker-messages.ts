import type { EngineName } from "@undercoat/engines/options";
import type { ResolvedConfig } from "../config/run-config.ts";
import type { Item } from "./plan.ts";

/** What a worker is started with. */
export interface WorkerStart {
  readonly config: ResolvedConfig;
  readonly folder: string;
  readonly engine: EngineName;
  /** Processor threads of each worker. */
  readonly threads: number;
  /** One Int32: 1 asks every worker to write a checkpoint and stop. */
  readonly stop: SharedArrayBuffer;
}

/** To a worker: do this item. */
export interface ToWorker {
  readonly kind: "item";
  readonly item: Item;
}

/** An error as it crosses to another thread; name and code survive, so guards still work. */
export interface CrossedError {
  readonly name: string;
  readonly message: string;
  readonly code: string | null;
  readonly stack: string | null;
}

/** One training step of an item. */
export interface StepMessage {
  readonly kind: "step";
  readonly item: string;
  readonly step: number;
  readonly steps: number;
  readonly loss: number | null;
  readonly lossParts: Readonly<Record<string, number>>;
  readonly learningRate: number;
  readonly milliseconds: number;
  /** Of these, drawing or waiting for the batch. */
  readonly batchMilliseconds: number;
}

/** From a worker. */
export type FromWorker =
  | { readonly kind: "ready" }
  | { readonly kind: "started"; readonly item: string; readonly resumedAtStep: number | null }
  | StepMessage
  | {
      readonly kind: "done";
      readonly item: string;
      readonly seconds: number;
      /** Of these, drawing or waiting for batches. */
      readonly batchSeconds: number;
    }
  | { readonly kind: "failed"; readonly item: string | null; readonly error: CrossedError };

/** Makes an error ready to cross to another thread. */
export function packError(error: unknown): CrossedError {
  if (!(error instanceof Error)) return { name: "Error", message: String(error), code: null, stack: null };
  const code = "code" in error && typeof error.code === "string" ? error.code : null;
  return { name: error.name, message: error.message, code, stack: error.stack ?? null };
}

/** The error that {@link packError} packed: same name and code; the message says which item failed, if one did. */
export function unpackError({ name, message, code, stack }: CrossedError, item: string | null): Error {
  const error = Object.assign(Error(item === null ? message : `${item}: ${message}`), { name, code });
  if (stack !== null) error.stack = stack;
  return error;
}
