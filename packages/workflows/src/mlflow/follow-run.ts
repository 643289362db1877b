import type { ResolvedConfig } from "../config/run-config.ts";
import { eventSourceOf } from "./event-source.ts";
import { sendEvents } from "./send-events.ts";

/** Sends the events of a run while it writes them. */
export interface RunFollower {
  /** Sends what is left, for as long as `LAST_MILLISECONDS` at most. */
  stop(): Promise<void>;
}

const EVERY_MILLISECONDS = 2000;
const LAST_MILLISECONDS = 3000;

/**
 * Sends what the log of a run grows by, every two seconds, to the server of its config; nothing where it names none. A
 * server that is away or slow changes nothing: trainings run in workers of their own, and what is not sent stays queued.
 */
export function followRun(folder: string, config: ResolvedConfig): RunFollower {
  const source = eventSourceOf(folder, config);
  if (source === null) return { stop: async () => {} };
  const abort = new AbortController();
  let sending: Promise<unknown> | null = null;
  const send = () => {
    sending ??= sendEvents(source, abort.signal)
      .catch(() => {}) // the queue stays; "undercoat mlflow flush" tells why
      .finally(() => {
        sending = null;
      });
    return sending;
  };
  const timer = setInterval(send, EVERY_MILLISECONDS);
  timer.unref();
  return {
    stop: async () => {
      clearInterval(timer);
      const late = setTimeout(() => abort.abort(), LAST_MILLISECONDS);
      await sending;
      await send();
      clearTimeout(late);
    },
  };
}
