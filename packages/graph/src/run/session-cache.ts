import type { RuntimeSession } from "./onnxruntime.ts";
import { openSession, type SessionOptions } from "./session.ts";

/** Sessions that nobody uses are kept up to this number: the oldest goes first. */
const KEPT = 8;

interface Entry {
  readonly model: Uint8Array;
  readonly threads: number;
  readonly session: RuntimeSession;
  users: number;
}

const entries: Entry[] = []; // least recently used first

/** A session that is shared by all who run the same graph. */
export interface SharedSession {
  readonly session: RuntimeSession;
  /** Gives it back; it stays loaded for the next one with the same graph, while there is room. */
  release(): void;
}

/**
 * The session of a graph whose weights are inputs. Graphs are compared byte by byte, so two models of one
 * architecture share a session and nothing else can.
 */
export function sharedSession(model: Uint8Array, options: SessionOptions): SharedSession {
  const known = entries.findIndex(
    (entry) => entry.threads === options.threads && sameBytes(entry.model, model),
  );
  const entry: Entry =
    known < 0
      ? { model, threads: options.threads, session: openSession(model, options), users: 0 }
      : entries.splice(known, 1)[0]!;
  entries.push(entry);
  entry.users += 1;
  let released = false;
  return {
    session: entry.session,
    release: () => {
      if (released) return;
      released = true;
      entry.users -= 1;
      dropOldest();
    },
  };
}

/** Number of sessions that are loaded. */
export function sessionCount(): number {
  return entries.length;
}

function dropOldest(): void {
  for (let index = 0; index < entries.length && unused() > KEPT; ) {
    const entry = entries[index]!;
    if (entry.users > 0) {
      index += 1;
      continue;
    }
    entries.splice(index, 1);
    entry.session.dispose();
  }
}

function unused(): number {
  return entries.filter(({ users }) => users === 0).length;
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && Buffer.compare(a, b) === 0;
}
