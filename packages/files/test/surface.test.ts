import { expect, test } from "vitest";
import * as files from "../src/index.ts";

test("the package exports what it lists, and nothing else", () => {
  expect(Object.keys(files).sort()).toEqual([
    "FilesError",
    "appendLine",
    "createFileAtomic",
    "diskError",
    "isFilesError",
    "makeFolder",
    "openFileChecked",
    "readFileChecked",
    "readJson",
    "sha256",
    "sha256File",
    "writeFileAtomic",
    "writeFolderAtomic",
    "writeJsonAtomic",
  ]);
});
