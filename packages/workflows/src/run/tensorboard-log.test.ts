import { readFileSync, truncateSync } from "node:fs";
import path from "node:path";
import { wholeRecordBytes } from "@undercoat/tensorboard";
import { temporaryFolder } from "@undercoat/test-utils";
import { expect, test } from "vitest";
import { openTensorboardLog } from "./tensorboard-log.ts";

const step = (number: number) => ({
  kind: "step" as const,
  time: "2024-01-01T00:00:00.000Z",
  item: "pretrain-0",
  step: number,
  steps: 2,
  loss: 0.5,
  lossParts: { dice: 0.25 },
  learningRate: 0.003,
  milliseconds: 12,
  batchMilliseconds: 1,
});

test("every step is a record of its training's file, and a file cut by a kill goes on", () => {
  const folder = temporaryFolder();
  const file = path.join(folder, "pretrain-0", "events.out.tfevents.0.undercoat");
  const write = (number: number) => {
    const log = openTensorboardLog(folder);
    log.write(step(number));
    log.flush();
    return readFileSync(file);
  };
  const first = write(1);
  const second = write(2);
  expect(second.subarray(0, first.length)).toEqual(first);
  for (const tag of ["loss/total", "loss/dice", "learning rate"]) expect(second.includes(tag)).toBe(true);
  truncateSync(file, second.length - 5);
  const third = write(2);
  expect(third).toEqual(second);
  expect(wholeRecordBytes(third)).toBe(third.length);
});
