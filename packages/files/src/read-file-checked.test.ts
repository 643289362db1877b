import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { scratchFolder } from "../test/support/scratch.ts";
import { openFileChecked, readFileChecked } from "./read-file-checked.ts";

test("the bytes of the file come back", async () => {
  const path = join(scratchFolder(), "x.bin");
  writeFileSync(path, new Uint8Array([1, 2, 255]));
  expect(await readFileChecked(path)).toEqual(new Uint8Array([1, 2, 255]));
  const file = await openFileChecked(path);
  expect((await file.stat()).size).toBe(3);
  await file.close();
});

test("a missing file, a folder, a path through a file and a device are told apart", async () => {
  const folder = scratchFolder();
  writeFileSync(join(folder, "file"), "");
  const cases = [
    [join(folder, "fiel"), "FILE_MISSING"],
    [folder, "IS_A_FOLDER"],
    [join(folder, "file", "x"), "NOT_A_FOLDER"],
  ] as const;
  for (const [path, code] of cases) {
    await expect(readFileChecked(path)).rejects.toMatchObject({ code, context: { path } });
    await expect(openFileChecked(path)).rejects.toMatchObject({ code, context: { path } });
  }
  await expect(openFileChecked("/dev/zero")).rejects.toMatchObject({ code: "NOT_A_FILE" });
});

test.skipIf(process.platform === "win32")("a pipe without a writer is refused at once", async () => {
  const path = join(scratchFolder(), "pipe");
  execFileSync("mkfifo", [path]);
  await expect(openFileChecked(path)).rejects.toThrow(/is a device or a pipe, a file was expected/);
});
