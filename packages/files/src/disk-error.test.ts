import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { scratchFolder } from "../test/support/scratch.ts";
import { diskError } from "./disk-error.ts";
import { FilesError } from "./errors.ts";

const systemError = (code: string) => Object.assign(new Error(`${code}: text\nof two lines`), { code });

test.each([
  ["ENOSPC", "DISK_FULL"],
  ["EDQUOT", "DISK_FULL"],
  ["EFBIG", "DISK_FULL"],
  ["EROFS", "READ_ONLY"],
  ["EACCES", "NO_ACCESS"],
  ["EPERM", "NO_ACCESS"],
  ["ENOTDIR", "NOT_A_FOLDER"],
  ["EISDIR", "IS_A_FOLDER"],
  ["ENOENT", "FILE_MISSING"],
  ["ENAMETOOLONG", "NAME_TOO_LONG"],
  ["EMFILE", "TOO_MANY_OPEN_FILES"],
  ["EIO", "DISK_ERROR"],
])("%s of the system is %s, in one line, with the cause kept", (systemCode, code) => {
  const cause = systemError(systemCode);
  const error = diskError(cause, "some/file.bin", "write");
  expect(error).toMatchObject({ code, cause });
  expect(error.message).toContain('"some/file.bin"');
  expect(error.message).not.toContain("\n");
});

test("an error that is ours already is returned as it is", () => {
  const error = new FilesError("NOT_JSON", { message: "x" });
  expect(diskError(error, "y", "read")).toBe(error);
});

test("a thrown text becomes an error", () => {
  expect(diskError("odd", "y", "read").message).toBe('cannot read "y": odd; check the disk and the path');
});

test("a missing file names the nearest existing folder and a similar name in it", () => {
  const folder = scratchFolder();
  mkdirSync(join(folder, "images"));
  writeFileSync(join(folder, "images", "kampala_00.tif"), "");
  const path = join(folder, "images", "kampala_0.tif");
  expect(diskError(systemError("ENOENT"), path, "read").message).toBe(
    `"${path}" does not exist; the nearest existing folder is "${join(folder, "images")}" and holds "kampala_00.tif"; check the path`,
  );
  const deep = join(folder, "imges", "kampala_00.tif");
  expect(diskError(systemError("ENOENT"), deep, "read").context).toMatchObject({ folder, nearest: "images" });
  expect(diskError(systemError("ENOENT"), join(folder, "zzz"), "read").context).toMatchObject({
    nearest: null,
  });
});
