/**
 * Files that appear whole or not at all, with checksums and one-line disk errors.
 *
 * @example
 * ```ts
 * import { readJson, writeJsonAtomic } from "@undercoat/files";
 *
 * await writeJsonAtomic("runs/first/metrics.json", { meanIou: 0.71 });
 * const metrics = await readJson("runs/first/metrics.json");
 * ```
 *
 * @packageDocumentation
 */
export { appendLine } from "./append-line.ts";
export { type AtomicFile, createFileAtomic } from "./create-file-atomic.ts";
export { type DiskVerb, diskError } from "./disk-error.ts";
export { FilesError, type FilesErrorCode, type FilesErrorDetails, isFilesError } from "./errors.ts";
export { readJson, writeJsonAtomic } from "./json.ts";
export { makeFolder } from "./make-folder.ts";
export { openFileChecked, readFileChecked } from "./read-file-checked.ts";
export { sha256, sha256File } from "./sha256.ts";
export { writeFileAtomic } from "./write-file-atomic.ts";
export { writeFolderAtomic } from "./write-folder-atomic.ts";
