import { FilesError } from "./errors.ts";
import { readFileChecked } from "./read-file-checked.ts";
import { writeFileAtomic } from "./write-file-atomic.ts";

/**
 * Writes `value` as JSON, indented by 2, with a final line break, whole or not at all.
 *
 * @throws {FilesError} `NOT_JSON` if JSON cannot hold the value (NaN, infinite, undefined at the top, a
 *   cycle), else as {@link writeFileAtomic}.
 */
export async function writeJsonAtomic(path: string, value: unknown): Promise<void> {
  await writeFileAtomic(path, `${jsonText(path, value)}\n`);
}

/**
 * Reads a JSON file. The value is unknown: parse it with a schema.
 *
 * @throws {FilesError} `NOT_JSON` with the parser's words, else as {@link readFileChecked}.
 */
export async function readJson(path: string): Promise<unknown> {
  const text = new TextDecoder().decode(await readFileChecked(path));
  try {
    return JSON.parse(text);
  } catch (cause) {
    const words = cause instanceof Error ? cause.message.replace(/\s+/g, " ") : String(cause);
    throw new FilesError("NOT_JSON", {
      message: `"${path}" is not JSON: ${words}; correct or replace the file`,
      context: { path, length: text.length },
      cause,
    });
  }
}

function jsonText(path: string, value: unknown): string {
  try {
    const text: string | undefined = JSON.stringify(value, refuseLostNumbers, 2);
    if (text !== undefined) return text;
  } catch (cause) {
    const words = cause instanceof Error ? (cause.message.split("\n", 1)[0] ?? "") : String(cause);
    throw notJson(path, words, cause);
  }
  throw notJson(path, `a value of type ${typeof value} has no JSON form`);
}

/** JSON.stringify would silently write null. */
function refuseLostNumbers(this: unknown, key: string, value: unknown): unknown {
  if (typeof value === "number" && !Number.isFinite(value))
    throw new RangeError(`key "${key}" is ${value}, which JSON cannot hold`);
  return value;
}

function notJson(path: string, words: string, cause?: unknown): FilesError {
  return new FilesError("NOT_JSON", {
    message: `cannot write "${path}" as JSON: ${words}; expected finite numbers, text, lists, objects, null`,
    context: { path },
    cause,
  });
}
