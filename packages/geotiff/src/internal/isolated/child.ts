/**
 * The process that decodes for `isolated`: answers the questions of the process that started it, one message
 * each, and ends with it.
 */
import { Worker } from "node:worker_threads";
import { isGeoTiffError } from "../../errors.ts";
import { type GeoTiffSource, openGeoTiff, openGeoTiffBuffer } from "../../open-geotiff.ts";
import { rasterInfo } from "../../raster-info.ts";
import type { PlainError, PlainSource, Question, Reply, Task } from "./messages.ts";

let source: GeoTiffSource | null = null;
const running = new Map<number, AbortController>();

const ending = import.meta.url.endsWith(".ts") ? "ts" : "js";
const watchdog = new Worker(new URL(`./watchdog.${ending}`, import.meta.url), {
  workerData: { mostBytes: Number(process.argv[2]), parent: process.ppid },
});
watchdog.once("online", () => {
  process.on("message", (question: Question) => void answer(question));
  send({ id: 0, result: null });
});
process.on("disconnect", () => process.exit());

async function answer(question: Question): Promise<void> {
  const { id } = question;
  if ("isCancelled" in question) {
    running.get(id)?.abort();
    return;
  }
  const controller = new AbortController();
  running.set(id, controller);
  try {
    send({ id, result: await done(question.task, controller.signal) });
  } catch (error) {
    send({ id, error: plainError(error) });
  } finally {
    running.delete(id);
  }
}

async function done(task: Task, signal: AbortSignal): Promise<unknown> {
  if (task.kind === "info") return rasterInfo(task.path, { ...task.options, signal });
  if (task.kind === "read") return source?.read({ ...task.request, signal });
  source =
    task.kind === "open"
      ? await openGeoTiff(task.path, { ...task.options, signal })
      : await openGeoTiffBuffer(task.bytes, task.name, { ...task.options, signal });
  return plainSource(source);
}

function plainSource({ read: _read, close: _close, ...plain }: GeoTiffSource): PlainSource {
  return plain;
}

function plainError(error: unknown): PlainError {
  if (isGeoTiffError(error)) {
    const { code, message, context } = error;
    return { code, message, context: structuredCloneable(context) };
  }
  const message = error instanceof Error ? error.message : String(error);
  return { code: null, message: message.split("\n", 1)[0] ?? "", context: {} };
}

function structuredCloneable(context: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  try {
    return structuredClone(context);
  } catch {
    return {};
  }
}

function send(reply: Reply): void {
  process.send?.(reply);
}
