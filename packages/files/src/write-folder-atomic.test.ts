import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runChild, scratchFolder } from "../test/support/scratch.ts";
import { writeFolderAtomic } from "./write-folder-atomic.ts";

test("all files appear under the folder, also in folders below", async () => {
  const root = scratchFolder();
  await writeFolderAtomic(join(root, "a", "model"), {
    "model.json": "{}",
    "parts/w.bin": new Uint8Array([1, 2]),
  });
  expect(readFileSync(join(root, "a", "model", "model.json"), "utf8")).toBe("{}");
  expect(readFileSync(join(root, "a", "model", "parts", "w.bin")).length).toBe(2);
  expect(readdirSync(join(root, "a"))).toEqual(["model"]);
});

test("an existing folder with the same files is replaced", async () => {
  const root = scratchFolder();
  const folder = join(root, "model");
  await writeFolderAtomic(folder, { a: "1" });
  await writeFolderAtomic(folder, { a: "2", b: "3" });
  expect(readFileSync(join(folder, "a"), "utf8")).toBe("2");
  expect(readdirSync(folder)).toEqual(["a", "b"]);
  expect(readdirSync(root)).toEqual(["model"]);
});

test("a folder that holds something else is refused, and stays", async () => {
  const folder = join(scratchFolder(), "home");
  mkdirSync(folder);
  writeFileSync(join(folder, "thesis.tex"), "years");
  await expect(writeFolderAtomic(folder, { a: "1" })).rejects.toMatchObject({
    code: "WOULD_REMOVE_FILES",
    message: `folder "${folder}" already holds "thesis.tex" (1 such files), which this write would remove; choose another folder or empty it`,
  });
  expect(readdirSync(folder)).toEqual(["thesis.tex"]);
});

test.each(["../x", "/x", "a/../b", "", ".", "a\\b"])("the name %j is refused", async (name) => {
  const root = scratchFolder();
  await expect(writeFolderAtomic(join(root, "m"), { [name]: "1" })).rejects.toMatchObject({
    code: "NAME_OUTSIDE_FOLDER",
  });
  expect(readdirSync(root)).toEqual([]);
});

test("where a file stands in the folder's place, that is said", async () => {
  const path = join(scratchFolder(), "m");
  writeFileSync(path, "");
  await expect(writeFolderAtomic(path, { a: "1" })).rejects.toMatchObject({ code: "NOT_A_FOLDER" });
});

test("a disk that fills at the second file leaves the former folder and no rest", async () => {
  const root = scratchFolder();
  const folder = join(root, "model");
  await writeFolderAtomic(folder, { a: "old", b: "old" });
  const { stdout } = await runChild(
    "trap '' XFSZ; ulimit -f 8",
    `await files.writeFolderAtomic(${JSON.stringify(folder)}, { a: "new", b: new Uint8Array(1_000_000) }).catch((error) => console.log(error.code));`,
  );
  expect(stdout).toBe("DISK_FULL\n");
  expect(readFileSync(join(folder, "a"), "utf8")).toBe("old");
  expect(readdirSync(root)).toEqual(["model"]);
});
