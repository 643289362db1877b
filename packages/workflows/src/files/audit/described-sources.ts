import { readdir } from "node:fs/promises";
import path from "node:path";
import {
  type DataDescription,
  ProvenanceError,
  type SourceDescription,
  type SourceRecord,
} from "@undercoat/provenance";
import { readFileRecord } from "./file-record.ts";

/**
 * The sources of a description with what was read of their files, which lie below `folder`.
 *
 * @throws {ProvenanceError} `DESCRIPTION_REFUSED` for a pattern that no file fits.
 */
export async function describedSources(
  { sources }: DataDescription,
  folder: string,
): Promise<readonly SourceRecord[]> {
  const records: SourceRecord[] = [];
  for (const source of sources) {
    const files: SourceRecord["files"][number][] = [];
    for (const file of await filesOf(source, folder))
      files.push(await readFileRecord(path.join(folder, file), { shown: file }));
    records.push({ ...source, files });
  }
  return records;
}

/** Files of a source relative to `folder`, patterns filled in, each once, by name. */
export async function filesOf(source: SourceDescription, folder: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const pattern of source.files) {
    const files = pattern.includes("*") ? await matching(pattern, folder) : [pattern];
    if (files.length === 0)
      throw new ProvenanceError("DESCRIPTION_REFUSED", {
        message: `source "${source.name}" names the files "${pattern}", but none is there; correct the pattern, which is relative to "${folder}"`,
        context: { source: source.name, pattern, folder },
      });
    found.push(...files);
  }
  return [...new Set(found)];
}

/** `*` stands for any part of the file's name, not of its folders. */
async function matching(pattern: string, folder: string): Promise<string[]> {
  const below = path.posix.dirname(pattern);
  const literal = path.posix.basename(pattern).split("*").map(escapeExpression);
  const expression = new RegExp(`^${literal.join(".*")}$`);
  const names = await readdir(path.join(folder, below)).catch(() => []);
  return names
    .filter((name) => expression.test(name))
    .sort()
    .map((name) => path.posix.join(below, name));
}

function escapeExpression(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
