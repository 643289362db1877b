import { fork } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { temporaryFolder } from "@undercoat/test-utils";
import { expect, test } from "vitest";
import { noise } from "./support/made-up.ts";

const WORKER = fileURLToPath(new URL("./killed-worker.ts", import.meta.url));
const KILLS = 20;
/** What a prediction takes; kills fall from its beginning to this. */
const LONGEST_MS = 400;

/** Runs a prediction, killed so many milliseconds after it began; true where it ended before. */
async function run(folder: string, killAfter: number | null): Promise<boolean> {
  const pace = killAfter === null ? "0" : "8";
  const child = fork(WORKER, [folder, pace], {
    execArgv: ["-C", "@undercoat/source"],
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const ended = new Promise<number | null>((resolve) => child.on("exit", resolve));
  if (killAfter === null) return (await ended) === 0;
  await Promise.race([new Promise((resolve) => child.once("message", resolve)), ended]);
  await Promise.race([setTimeout(killAfter), ended]);
  child.kill("SIGKILL");
  return (await ended) === 0;
}

const bytesOf = (folder: string) =>
  ["map.tif", "confidence.tif"].map((name) => readFileSync(join(folder, name)));

test("killed by kill -9 at 20 random moments and resumed, a prediction ends with the same bytes", async () => {
  const whole = temporaryFolder();
  expect(await run(whole, null)).toBe(true);
  const expected = bytesOf(whole);
  const moments = [...noise(2 * KILLS, 11)].map((value) => (value / 255) * LONGEST_MS);
  let folder = temporaryFolder();
  let kills = 0;
  for (const moment of moments) {
    if (kills === KILLS) break;
    if (await run(folder, moment)) {
      expect(bytesOf(folder)).toEqual(expected); // it was quicker: the next kills hit another one
      folder = temporaryFolder();
    } else kills += 1;
  }
  expect(kills).toBe(KILLS);
  expect(await run(folder, null)).toBe(true);
  expect(bytesOf(folder)).toEqual(expected);
}, 300_000);
