/** Codes of errors that come from how the command was called or configured. */
const USAGE = new Set([
  "CONFIG_FILE",
  "CONFIG_KEY",
  "CONFIG_VALUE",
  "EMPTY_SPLIT",
  "SPLIT_LEAK",
  "RUN_FOLDER",
  "RUN_LOCKED",
  "OPTIONS_REFUSED",
  "OPTION_REFUSED",
  "FILE_MISSING",
  "IS_A_FOLDER",
  "NOT_A_FOLDER",
  "BAND_UNKNOWN",
  "REGION_TOO_SMALL",
  "TOO_FEW_PATCHES",
  "WINDOW_OUTSIDE",
  "SPLIT_FILE",
  "BUFFER_UNUSABLE",
  "CRS_UNREADABLE",
  "CRS_UNUSABLE",
  "CLASS_UNMAPPED",
  "SOURCE_UNKNOWN",
  "CROSSWALK_UNKNOWN",
  "AMBIGUOUS_CLASSES",
  "FILE_REFUSED",
  "CLASS_UNKNOWN",
  "LABELS_MISSING",
  "IMAGE_MISSING",
  "NO_STRENGTH",
  "IN_SAMPLE",
  "TILE_UNUSABLE",
  "MODELS_DIFFER",
  "MANIFEST_DIFFERS",
  "MANIFEST_BROKEN",
  "SHARD_UNUSABLE",
  "JOB_INCOMPLETE",
  "MANIFEST_MISSING",
  "STUDY_INCOMPLETE",
  "AXES_REFUSED",
  "TABLE_UNUSABLE",
  "TOO_FEW_BLOCKS",
  "WEIGHTS_MISMATCH",
  "CHANNEL_MISMATCH",
  "UNKNOWN_PART",
  "UNKNOWN_WEIGHTS",
  "ASSUMPTIONS_UNREADABLE",
  "ASSUMPTION_UNKNOWN",
  "ASSUMPTION_MISSING",
  "ASSUMPTION_VALUE",
  "UNIT_WRONG",
  "RANGE_WRONG",
  "CURVE_UNREADABLE",
  "CURVE_INCOMPLETE",
  "ARM_UNKNOWN",
  "BEYOND_DATA",
  "DESCRIPTION_REFUSED",
  "RULE_UNKNOWN",
  "ACCEPTANCE_REFUSED",
  "PROFILE_REFUSED",
]);
/** Codes that are an answer: the data do not carry what was asked for. */
const NO = new Set(["NOT_SUPPORTED"]);

/** Exit code of an error: 130 interrupted, 3 the answer is no, 2 wrong usage or config, 1 the work failed. */
export function exitCodeOf(error: unknown): number {
  if (!(error instanceof Error)) return 1;
  const code = "code" in error ? error.code : null;
  if (code === "INTERRUPTED" || error.name === "AbortError") return 130;
  if (error.name === "ZodError" || error.name === "$ZodError") return 2;
  // a file that cannot be read is wrong usage where it is not there, and failed work where the disk broke
  if (code === "FILE_UNREADABLE" && error.cause !== undefined) return exitCodeOf(error.cause);
  if (typeof code === "string" && NO.has(code)) return 3;
  return typeof code === "string" && USAGE.has(code) ? 2 : 1;
}

/** The message of an error on one line; errors that are not ours bring their stack when `DEBUG` is set. */
export function oneLine(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const line = plainMessage(error).replace(/\s*\n\s*/g, " ");
  return process.env["DEBUG"] === undefined ? line : `${line}\n${error.stack ?? ""}`;
}

/** Zod's message is its issues as JSON, an aborted signal's says nothing of what is left. */
function plainMessage(error: Error): string {
  if (error.name === "AbortError") return "interrupted; no unfinished file is left";
  if (!("issues" in error) || !Array.isArray(error.issues)) return error.message;
  const issues: readonly { path?: readonly unknown[]; message?: string }[] = error.issues;
  return issues.map(({ path = [], message = "" }) => `${path.join(".")}: ${message}`).join("; ");
}
