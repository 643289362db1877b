import type { EngineName } from "@undercoat/engines/options";
import type { ResolvedConfig } from "../config/run-config.ts";
import type { Item } from "../run/plan.ts";

/** What a worker of a study is started with. */
export interface StudyWorkerStart {
  /** Folder of the study. */
  readonly folder: string;
  readonly engine: EngineName;
  /** Processor threads of each worker. */
  readonly threads: number;
  /** One Int32: 1 asks the worker to write a checkpoint and stop. */
  readonly stop: SharedArrayBuffer;
}

/** To a worker: do this item, as this config says. */
export interface StudyWork {
  readonly item: Item;
  readonly config: ResolvedConfig;
}
