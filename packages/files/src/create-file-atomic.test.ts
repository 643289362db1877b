import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runChild, scratchFolder } from "../test/support/scratch.ts";
import { createFileAtomic } from "./create-file-atomic.ts";

test("pieces in any order are one file, which appears at the end", async () => {
  const folder = scratchFolder();
  const path = join(folder, "a", "data.bin");
  const file = await createFileAtomic(path);
  await file.write(Uint8Array.of(4, 5), 3);
  await file.write(Uint8Array.of(1, 2), 0);
  expect(await file.read(0, 5)).toEqual(Uint8Array.of(1, 2, 0, 4, 5));
  expect(readdirSync(join(folder, "a"))).toEqual([expect.stringMatching(/^\.data\.bin\.\d+\.\d+\.tmp$/)]);
  await file.finish();
  await file.abort(); // too late: nothing happens
  expect(readFileSync(path)).toEqual(Buffer.of(1, 2, 0, 4, 5));
  expect(readdirSync(join(folder, "a"))).toEqual(["data.bin"]);
});

test("abort leaves the old file, and nothing else", async () => {
  const folder = scratchFolder();
  const path = join(folder, "x");
  writeFileSync(path, "old");
  const file = await createFileAtomic(path);
  await file.write(Uint8Array.of(1), 0);
  await file.abort();
  await file.abort();
  expect(readFileSync(path, "utf8")).toBe("old");
  expect(readdirSync(folder)).toEqual(["x"]);
});

test("bytes beyond what was written cannot be read", async () => {
  const file = await createFileAtomic(join(scratchFolder(), "x"));
  await file.write(Uint8Array.of(1), 0);
  await expect(file.read(0, 2)).rejects.toMatchObject({ code: "DISK_ERROR" });
  await file.abort();
});

test("a link stays a link; a folder and a device are refused", async () => {
  const folder = scratchFolder();
  writeFileSync(join(folder, "target"), "old");
  symlinkSync(join(folder, "target"), join(folder, "link"));
  mkdirSync(join(folder, "sub"));
  const file = await createFileAtomic(join(folder, "link"));
  await file.write(Buffer.from("new"), 0);
  await file.finish();
  expect(readFileSync(join(folder, "target"), "utf8")).toBe("new");
  await expect(createFileAtomic(join(folder, "sub"))).rejects.toMatchObject({ code: "IS_A_FOLDER" });
  await expect(createFileAtomic("/dev/null")).rejects.toMatchObject({ code: "NOT_A_FILE" });
  expect(readdirSync(folder)).toEqual(["link", "sub", "target"]);
});

test("a disk that fills while writing is DISK_FULL; after abort the old file is all there is", async () => {
  const folder = scratchFolder();
  const path = join(folder, "x");
  writeFileSync(path, "old");
  const { stdout } = await runChild(
    "trap '' XFSZ; ulimit -f 8",
    `const file = await files.createFileAtomic(${JSON.stringify(path)});
     await file.write(new Uint8Array(1_000_000), 0).catch((error) => console.log(error.code));
     await file.abort();`,
  );
  expect(stdout).toBe("DISK_FULL\n");
  expect(readFileSync(path, "utf8")).toBe("old");
  expect(readdirSync(folder)).toEqual(["x"]);
});

test("a temporary file that somebody took away is told", async () => {
  const folder = scratchFolder();
  const file = await createFileAtomic(join(folder, "x"));
  const { stdout } = await runChild(`rm ${JSON.stringify(folder)}/.x.*`, "console.log('removed')");
  expect(stdout).toBe("removed\n");
  await expect(file.finish()).rejects.toMatchObject({ name: "FilesError" });
  expect(readdirSync(folder)).toEqual([]);
});
