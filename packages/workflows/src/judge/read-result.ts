import { isFilesError, readJson } from "@undercoat/files";
import type * as z from "zod";
import { WorkflowError } from "../errors.ts";

/**
 * Reads a JSON file that a run wrote and checks it against its schema.
 *
 * @throws {WorkflowError} `RUN_FOLDER` where the file is damaged; `--resume` makes it again once it is gone.
 * @throws {FilesError} `FILE_MISSING`
 */
export async function readResult<Schema extends z.ZodType>(
  file: string,
  schema: Schema,
): Promise<z.output<Schema>> {
  const value = await readJson(file).catch((cause: unknown) => {
    throw isFilesError(cause, "NOT_JSON") ? damaged(file, "it is not JSON", cause) : cause;
  });
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const key = parsed.error.issues[0]!.path.join(".");
  throw damaged(file, key === "" ? "it is no object" : `its key "${key}" does not fit`, parsed.error);
}

function damaged(file: string, what: string, cause: unknown): WorkflowError {
  return new WorkflowError("RUN_FOLDER", {
    message: `"${file}" is damaged: ${what}; delete it, and run --resume makes it again`,
    context: { file },
    cause,
  });
}
