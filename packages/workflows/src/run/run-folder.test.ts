import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { testConfig } from "../../test/test-config.ts";
import type { LoadedConfig } from "../config/load-config.ts";
import { freeRunFolder } from "../tools/free-run-folder.ts";
import { openRunFolder } from "./run-folder.ts";

const loaded: LoadedConfig = { config: testConfig(), origins: {} };
const other: LoadedConfig = { config: testConfig({ seeds: [9] }), origins: {} };
const newFolder = async () => path.join(await mkdtemp(path.join(tmpdir(), "undercoat-run-")), "run");
const messageOf = (folder: string, promise: Promise<unknown>) =>
  promise.then(
    () => "accepted",
    (error: unknown) => (error as Error).message.replaceAll(folder, "FOLDER"),
  );

test("a folder with a run is refused without resume, and with another config", async () => {
  const folder = await newFolder();
  await (await openRunFolder(folder, loaded, { resume: false })).release();
  expect(await messageOf(folder, openRunFolder(folder, loaded, { resume: false }))).toMatchInlineSnapshot(
    `""FOLDER" holds a run already; go on with it by --resume, or give another --out"`,
  );
  expect(await messageOf(folder, openRunFolder(folder, other, { resume: true }))).toMatchInlineSnapshot(
    `""FOLDER" holds a run of another config ("seeds.0" was 0, is 9); give that config again, or another --out"`,
  );
  const again = await openRunFolder(folder, loaded, { resume: true });
  await again.release();
});

test("workers and checkpoint distance may change between a run and its continuation", async () => {
  const folder = await newFolder();
  await (await openRunFolder(folder, loaded, { resume: false })).release();
  const faster = { config: testConfig({ workers: 7, checkpointEvery: 3 }), origins: {} };
  await (await openRunFolder(folder, faster, { resume: true })).release();
});

test("a living process keeps the folder, a dead one does not", async () => {
  const folder = await newFolder();
  await (await openRunFolder(folder, loaded, { resume: false })).release();
  const sleeper = spawn(process.execPath, ["-e", "setTimeout(() => {}, 60_000)"]);
  await writeFile(path.join(folder, "lock"), String(sleeper.pid));
  const refusal = await messageOf(folder, openRunFolder(folder, loaded, { resume: true }));
  expect(refusal).toBe(`"FOLDER" is in use by process ${sleeper.pid}; wait for it, or give another --out`);
  sleeper.kill("SIGKILL");
  await once(sleeper, "exit");
  const folderAgain = await openRunFolder(folder, loaded, { resume: true });
  expect(await readFile(path.join(folder, "lock"), "utf8")).toBe(String(process.pid));
  await folderAgain.release();
});

test("a free folder is new, or holds an unfinished run of the same config", async () => {
  const folder = await newFolder();
  expect(await freeRunFolder(folder, loaded)).toEqual({ out: folder, continues: false });
  await (await openRunFolder(folder, loaded, { resume: false })).release();
  expect(await freeRunFolder(folder, loaded)).toEqual({ out: folder, continues: true });
  expect(await freeRunFolder(folder, other)).toEqual({ out: `${folder}-2`, continues: false });
  await writeFile(path.join(folder, "report.html"), "");
  expect(await freeRunFolder(folder, loaded)).toEqual({ out: `${folder}-2`, continues: false });
});
