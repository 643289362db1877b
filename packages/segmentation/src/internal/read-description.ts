import { SegmentationError } from "../errors.ts";
import { ModelDescription } from "../model-description.ts";

/** JSON of a model file; a file that is cut off or foreign is named. */
export function readJsonBytes(name: string, bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (cause) {
    throw unreadable(
      `"${name}" of ${bytes.length} bytes is not JSON; copy the model folder again`,
      name,
      cause,
    );
  }
}

/** The checked content of `undercoat.json`. */
export function readDescription(bytes: Uint8Array): ModelDescription {
  const parsed = ModelDescription.safeParse(readJsonBytes("undercoat.json", bytes));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const key = issue?.path.join(".") || "the whole file";
  throw unreadable(
    `"undercoat.json" does not describe a model at ${key} (${issue?.message}); write the model again with modelFiles`,
    "undercoat.json",
    parsed.error,
  );
}

/** The error for a file that cannot be read. */
export function unreadable(message: string, file: string, cause?: unknown): SegmentationError {
  return new SegmentationError("MODEL_FILE_UNREADABLE", { message, context: { file }, cause });
}
