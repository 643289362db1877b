import type { ResolvedConfig } from "../config/run-config.ts";
import type { RunData } from "./load-run-data.ts";
import type { FromWorker } from "./worker-messages.ts";

/** What an item needs from its worker. */
export interface ItemContext {
  readonly config: ResolvedConfig;
  readonly folder: string;
  readonly data: RunData;
  /** Folder of the predicted maps of the first seed; null for none. */
  readonly pictures: string | null;
  send(message: FromWorker): void;
  /** True once somebody asked the run to stop. */
  isStopping(): boolean;
}
