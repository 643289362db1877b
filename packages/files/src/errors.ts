/** Why a file operation stopped; programs branch on it. */
export type FilesErrorCode =
  | "DISK_FULL"
  | "READ_ONLY"
  | "NO_ACCESS"
  | "NOT_A_FOLDER"
  | "IS_A_FOLDER"
  | "NOT_A_FILE"
  | "FILE_MISSING"
  | "NAME_TOO_LONG"
  | "TOO_MANY_OPEN_FILES"
  | "NOT_JSON"
  | "NOT_ONE_LINE"
  | "NAME_OUTSIDE_FOLDER"
  | "WOULD_REMOVE_FILES"
  | "DISK_ERROR";

/** What a {@link FilesError} is made of. */
export interface FilesErrorDetails {
  /** One line: what is, what was expected, what to do. */
  readonly message: string;
  /** The paths and numbers behind the message. */
  readonly context?: Readonly<Record<string, unknown>>;
  /** The error of the operating system, kept. */
  readonly cause?: unknown;
}

/** The one error class of this package. */
export class FilesError extends Error {
  override readonly name = "FilesError";
  readonly code: FilesErrorCode;
  readonly context: Readonly<Record<string, unknown>>;

  constructor(code: FilesErrorCode, { message, context = {}, cause }: FilesErrorDetails) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.context = context;
  }
}

/** True for a {@link FilesError}, of one of `codes` where any are given; works across installed copies. */
export function isFilesError(error: unknown, ...codes: readonly FilesErrorCode[]): error is FilesError {
  if (!(error instanceof Error) || error.name !== "FilesError" || !("code" in error)) return false;
  return codes.length === 0 || codes.some((code) => code === error.code);
}
