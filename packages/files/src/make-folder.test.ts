import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { scratchFolder } from "../test/support/scratch.ts";
import { makeFolder } from "./make-folder.ts";

test("a folder and those above it are made, and making it again is fine", async () => {
  const path = join(scratchFolder(), "a", "b");
  await makeFolder(path);
  await makeFolder(path);
  expect(existsSync(path)).toBe(true);
});

test("a path through a file is refused in one line", async () => {
  const folder = scratchFolder();
  writeFileSync(join(folder, "file"), "");
  await expect(makeFolder(join(folder, "file"))).rejects.toMatchObject({ code: "NOT_A_FOLDER" });
  await expect(makeFolder(join(folder, "file", "below"))).rejects.toMatchObject({ code: "NOT_A_FOLDER" });
});

test.runIf(process.platform === "linux")(
  "a file system that makes no folders ends with an error, not never",
  async () => {
    await expect(makeFolder("/proc/undercoat/below")).rejects.toMatchObject({ name: "FilesError" });
  },
);
