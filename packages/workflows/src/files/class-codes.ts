import type { ClassScheme } from "@undercoat/raster";
import { readLabelFile } from "./label-file.ts";

/** The codes that several label files hold, as classes. @throws {WorkflowError} As {@link readLabelFile}. */
export async function schemeOfFiles(files: readonly string[]): Promise<ClassScheme> {
  const codes = new Set<number>();
  for (const file of files) {
    const { scheme } = await readLabelFile(file);
    for (const { value } of scheme.classes) codes.add(value);
  }
  const classes = [...codes].toSorted((a, b) => a - b).map((value) => ({ value, name: String(value) }));
  return { name: files.join(", "), classes };
}
