import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { GeoTiffError } from "../../errors.ts";
import { closedError } from "../source-of.ts";
import type { Isolation } from "./isolation.ts";
import type { Question, Reply, Results, Task } from "./messages.ts";

/** Bytes of the last words of a process that died. */
const LAST_WORDS = 2000;

const STARTED = 0;

/** A process that does tasks within limits, until it is ended. */
export interface DecoderProcess {
  /** @throws {GeoTiffError} What the task throws; `TIME_LIMIT`, `MEMORY_LIMIT`, `DECODER_DIED` */
  ask<Kind extends Task["kind"]>(
    task: Extract<Task, { kind: Kind }>,
    signal?: AbortSignal,
  ): Promise<Results[Kind]>;
  end(): Promise<void>;
}

interface Waiting {
  resolve(result: unknown): void;
  reject(error: unknown): void;
}

/**
 * Starts a process that may read files and ask the web, but neither write nor start anything. `name` is what
 * messages call the file. It keeps no program alive that does not wait for it.
 */
export function decoderProcess(name: string, isolation: Isolation): DecoderProcess {
  const child = start(isolation);
  const talk: Talk = { child, isolation, waiting: new Map(), isOverTime: false, isEnded: false, death: null };
  const gone = untilGone(talk, name);
  child.on("message", (reply: Reply) => {
    const asked = talk.waiting.get(reply.id);
    if ("error" in reply) asked?.reject(errorOf(reply));
    else asked?.resolve(reply.result);
  });
  const started = settle(talk, { id: STARTED, task: null });
  started.catch(() => {}); // told to whoever asks first
  let count = STARTED;
  return {
    async ask(task, signal) {
      await orAborted(started, signal);
      count += 1;
      return (await settle(talk, { id: count, task, signal })) as Results[typeof task.kind];
    },
    async end() {
      if (!talk.isEnded) child.kill("SIGKILL");
      talk.isEnded = true;
      child.ref(); // a program that closes waits for the end
      await gone;
    },
  };
}

interface Talk {
  readonly child: ChildProcess;
  readonly isolation: Isolation;
  readonly waiting: Map<number, Waiting>;
  isOverTime: boolean;
  isEnded: boolean;
  death: GeoTiffError | null;
}

/** Resolves when the process is gone; its end is told to all who wait. */
function untilGone(talk: Talk, name: string): Promise<void> {
  const { child, isolation, waiting } = talk;
  const words = lastWords(child);
  return new Promise((resolve) => {
    const die = (code: number | null, signal: NodeJS.Signals | null, cause?: unknown) => {
      const { isEnded, isOverTime } = talk;
      talk.death ??= isEnded
        ? closedError(name)
        : deathOf({ name, isolation, isOverTime, code, signal, words: words(), cause });
      for (const { reject } of waiting.values()) reject(talk.death);
      waiting.clear();
      resolve();
    };
    child.on("error", (cause) => die(null, null, cause));
    child.once("exit", (code, signal) => die(code, signal));
  });
}

interface Step {
  readonly id: number;
  /** What to ask; null: only wait for an answer. */
  readonly task: Task | null;
  readonly signal?: AbortSignal | undefined;
}

/** Asks, and waits for the answer within the time of one task. */
async function settle(talk: Talk, { id, task, signal }: Step): Promise<unknown> {
  const { child, waiting, isolation } = talk;
  if (talk.death !== null) throw talk.death;
  const tell = (question: Question) => child.send(question, () => {}); // a process that is gone hears nothing
  const timer = setTimeout(() => {
    talk.isOverTime = true;
    child.kill("SIGKILL");
  }, isolation.seconds * 1000);
  const cancel = () => {
    tell({ id, isCancelled: true });
    waiting.get(id)?.reject(signal?.reason);
  };
  signal?.addEventListener("abort", cancel, { once: true });
  hold(child, true);
  try {
    return await new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject });
      if (task !== null) tell({ id, task });
    });
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", cancel);
    waiting.delete(id);
    if (waiting.size === 0) hold(child, false);
  }
}

/** Waits for a promise, but no longer than until the signal is aborted. */
async function orAborted(promise: Promise<unknown>, signal: AbortSignal | undefined): Promise<void> {
  signal?.throwIfAborted();
  const settled = new AbortController();
  const aborted = new Promise((_, reject) => {
    signal?.addEventListener("abort", () => reject(signal.reason), { once: true, signal: settled.signal });
  });
  try {
    await Promise.race([promise, aborted]);
  } finally {
    settled.abort();
  }
}

function start({ memoryMegabytes }: Isolation): ChildProcess {
  const isSource = import.meta.url.endsWith(".ts");
  const script = fileURLToPath(new URL(isSource ? "./child.ts" : "./child.js", import.meta.url));
  const execArgv = [
    `--max-old-space-size=${Math.ceil(memoryMegabytes)}`,
    "--permission",
    "--allow-fs-read=*",
    "--allow-worker",
    "--disable-warning=ExperimentalWarning",
    "--disable-warning=SecurityWarning",
    ...(isSource ? ["--conditions=@undercoat/source"] : []),
  ];
  const { SystemRoot, UV_THREADPOOL_SIZE, NODE_EXTRA_CA_CERTS } = process.env;
  const child = fork(script, [String(memoryMegabytes * 2 ** 20)], {
    execArgv,
    // no secrets of this process's environment for whoever may take over the other one
    env: { SystemRoot, UV_THREADPOOL_SIZE, NODE_EXTRA_CA_CERTS },
    serialization: "advanced",
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  child.unref();
  return child;
}

/** While it is waited for, the other process keeps this one alive; else not. */
function hold({ channel }: ChildProcess, isHeld: boolean): void {
  if (isHeld) channel?.ref();
  else channel?.unref();
}

function lastWords({ stderr }: ChildProcess): () => string {
  let words = "";
  stderr?.setEncoding("utf8").on("data", (part: string) => {
    words = (words + part).slice(-LAST_WORDS);
  });
  if (stderr !== null && "unref" in stderr && typeof stderr.unref === "function") stderr.unref();
  return () => words;
}

interface Death {
  readonly name: string;
  readonly isolation: Isolation;
  readonly isOverTime: boolean;
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly words: string;
  readonly cause: unknown;
}

/** Killed by the watchdog, by the system, or aborted by a full heap: all are too much memory. */
function deathOf({ name, isolation, isOverTime, code, signal, words, cause }: Death): GeoTiffError {
  const { memoryMegabytes, seconds } = isolation;
  const context = { name, ...isolation, exitCode: code, signal };
  if (isOverTime) {
    return new GeoTiffError("TIME_LIMIT", {
      message: `"${name}" took more than ${seconds} s and its process was ended; read smaller windows, or raise isolated.seconds`,
      context,
    });
  }
  if (signal === "SIGKILL" || signal === "SIGABRT" || code === 134) {
    return new GeoTiffError("MEMORY_LIMIT", {
      message:
        `"${name}" needed more than ${memoryMegabytes} MiB and its process was ended; ` +
        `read smaller windows, or raise isolated.memoryMegabytes`,
      context,
    });
  }
  const reason = signal ?? (code === null ? "it did not start" : `exit code ${code}`);
  const word = words.split("\n").find((line) => /error/i.test(line)) ?? "";
  return new GeoTiffError("DECODER_DIED", {
    message: `the process that decodes "${name}" ended (${reason}${word === "" ? "" : `: ${word.trim()}`}); open the file again`,
    context: { ...context, words },
    cause,
  });
}

function errorOf({ error: { code, message, context } }: Extract<Reply, { error: unknown }>): GeoTiffError {
  return new GeoTiffError(code ?? "BROKEN_BLOCK", { message, context });
}
