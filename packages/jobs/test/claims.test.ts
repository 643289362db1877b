import { type ChildProcess, fork } from "node:child_process";
import { readdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { temporaryFolder } from "@undercoat/test-utils";
import { expect, test } from "vitest";
import { createManifest, jobItem, jobStatus, openClaims, openLedger, runItems } from "../src/index.ts";

const WORKER = fileURLToPath(new URL("./worker.ts", import.meta.url));
const itemsOf = (count: number) => Array.from({ length: count }, (_, row) => jobItem({ row }));
const start = (...args: string[]) =>
  fork(WORKER, args, {
    execArgv: ["-C", "@undercoat/source"],
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
const ended = (child: ChildProcess) => new Promise((resolve) => child.on("exit", resolve));

test("four processes on one folder do every item once, never one at the same time", async () => {
  const folder = temporaryFolder();
  const log = join(folder, "log");
  const { items } = await createManifest(folder, { about: {}, items: itemsOf(40) });
  const codes = await Promise.all([1, 2, 3, 4].map(() => ended(start(folder, log, "5"))));
  expect(codes).toEqual([0, 0, 0, 0]);
  const lines = readFileSync(log, "utf8").trim().split("\n");
  for (const verb of ["begin", "end"])
    expect(
      lines
        .filter((line) => line.startsWith(verb))
        .map((line) => line.split(" ")[1])
        .toSorted(),
    ).toEqual(items.map(({ id }) => id).toSorted());
  expect(new Set(lines.map((line) => line.split(" ")[2])).size).toBeGreaterThan(1);
  expect(await jobStatus(folder, items)).toEqual({
    items: 40,
    done: 40,
    failed: [],
    claimed: 0,
    claimedIds: [],
    open: 0,
    missing: [],
  });
  expect(readdirSync(join(folder, "claims"))).toEqual([]);
});

test("the items of killed workers are done by the next one", async () => {
  const folder = temporaryFolder();
  const log = join(folder, "log");
  const { items } = await createManifest(folder, { about: {}, items: itemsOf(4) });
  for (let kill = 0; kill < 3; kill++) {
    const child = start(folder, log, "60000");
    await new Promise((resolve) => child.once("message", resolve));
    expect((await jobStatus(folder, items)).claimed).toBe(1);
    child.kill("SIGKILL");
    await ended(child);
    expect((await jobStatus(folder, items)).claimed).toBe(process.platform === "linux" ? 0 : 1);
  }
  expect(await ended(start(folder, log, "1"))).toBe(0);
  expect(await openLedger(folder).done()).toEqual(new Set(items.map(({ id }) => id)));
});

const STRANGER = (beat: number) =>
  JSON.stringify({ beat: String(beat).padStart(12, "0"), machine: "elsewhere", process: 1, started: "1" });

test("a claim of another machine is held while it beats, and taken over when it stands still, whatever the clocks say", async () => {
  const folder = temporaryFolder();
  const file = join(folder, "a.1");
  const claims = openClaims(folder, { leaseSeconds: 0.3, heartbeatSeconds: 0.05 });
  for (let beat = 0; beat < 8; beat++) {
    writeFileSync(file, STRANGER(beat));
    utimesSync(file, 1, beat % 2 === 0 ? 1 : 4_000_000_000); // its machine's clock is decades off
    expect(await claims.tryClaim("a")).toBe(null);
    await setTimeout(100);
  }
  await setTimeout(300);
  const claim = await claims.tryClaim("a");
  expect(readdirSync(folder).toSorted()).toEqual(["a.1", "a.2"]);
  await claim?.assertHeld();
  await claim?.release();
  const again = await claims.tryClaim("a"); // what was given back is free at once
  expect(again).not.toBe(null);
  await again?.release();
});

test("of many that take over at the same moment, one gets the claim", async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "a.1"), STRANGER(0));
  const watchers = Array.from({ length: 8 }, () =>
    openClaims(folder, { leaseSeconds: 0.2, heartbeatSeconds: 0.05 }),
  );
  for (const { tryClaim } of watchers) expect(await tryClaim("a")).toBe(null);
  await setTimeout(250);
  const got = await Promise.all(watchers.map(({ tryClaim }) => tryClaim("a")));
  expect(got.filter((claim) => claim !== null)).toHaveLength(1);
  for (const claim of got) await claim?.release();
});

test("who was thought to be dead loses the claim and records nothing", async () => {
  const folder = temporaryFolder();
  const { items } = await createManifest(folder, { about: {}, items: itemsOf(1) });
  const id = items[0]?.id ?? "";
  const work = async function* () {
    writeFileSync(join(folder, "claims", `${id}.2`), STRANGER(0));
    yield "slept";
    return null;
  };
  const kinds = [];
  for await (const { kind } of runItems(folder, items, { work, wait: false })) kinds.push(kind);
  expect(kinds).toEqual(["started", "progress"]);
  expect(await openLedger(folder).isDone(id)).toBe(false);
});

test("a heartbeat that is no third of the lease is refused", () => {
  expect(() => openClaims("x", { leaseSeconds: 10, heartbeatSeconds: 5 })).toThrowErrorMatchingInlineSnapshot(
    `[JobsError: heartbeatSeconds is 5 and leaseSeconds 10, but a heartbeat above 0 and at most a third of the lease was expected; give for example 10 and 60]`,
  );
});
