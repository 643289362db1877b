import { appendFileSync, existsSync, mkdirSync, readFileSync, truncateSync } from "node:fs";
import path from "node:path";
import { diskError } from "@undercoat/files";
import {
  eventRecord,
  fileVersionRecord,
  type TensorboardValue,
  wholeRecordBytes,
} from "@undercoat/tensorboard";
import type { RunEvent } from "../judge/result-files.ts";
import type { EventLog } from "./event-log.ts";

type StepEvent = Extract<RunEvent, { kind: "step" }>;

const FLUSH_MILLISECONDS = 500;
/** One name, so that a resumed run goes on in the same file. */
const FILE = "events.out.tfevents.0.undercoat";

/** Curves of a run for TensorBoard below `folder`: one folder per training; whole records that were there stay. */
export function openTensorboardLog(folder: string): EventLog {
  const waiting = new Map<string, Uint8Array[]>();
  const opened = new Set<string>();
  let flushed = performance.now();
  const flush = () => {
    for (const [item, records] of waiting) {
      const file = path.join(folder, item, FILE);
      if (!opened.has(item)) openFile(file);
      opened.add(item);
      append(file, Buffer.concat(records));
    }
    waiting.clear();
    flushed = performance.now();
  };
  return {
    write(event) {
      if (event.kind !== "step") return;
      const record = eventRecord(valuesOf(event), {
        step: event.step,
        seconds: Date.parse(event.time) / 1000,
      });
      waiting.set(event.item, [...(waiting.get(event.item) ?? []), record]);
      if (performance.now() - flushed > FLUSH_MILLISECONDS) flush();
    },
    flush,
  };
}

function valuesOf({ loss, lossParts, learningRate, milliseconds }: StepEvent): TensorboardValue[] {
  const parts = Object.entries(lossParts).map(([name, scalar]) => ({ tag: `loss/${name}`, scalar }));
  return [
    ...(loss === null ? [] : [{ tag: "loss/total", scalar: loss }]),
    ...parts,
    { tag: "learning rate", scalar: learningRate },
    { tag: "milliseconds per step", scalar: milliseconds },
  ];
}

/** A kill may have left a record without its end; it is cut off before the file goes on. */
function openFile(file: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  if (!existsSync(file)) {
    append(file, fileVersionRecord(Date.now() / 1000));
    return;
  }
  const bytes = readFileSync(file);
  const whole = wholeRecordBytes(bytes);
  if (whole < bytes.length) truncateSync(file, whole);
}

function append(file: string, bytes: Uint8Array): void {
  try {
    appendFileSync(file, bytes);
  } catch (error) {
    throw diskError(error, file, "write");
  }
}
