/** Why a job could not go on; programs branch on it. */
export type JobsErrorCode =
  | "MANIFEST_MISSING"
  | "MANIFEST_BROKEN"
  | "MANIFEST_DIFFERS"
  | "SHARD_UNUSABLE"
  | "OPTIONS_REFUSED"
  | "LEASE_LOST";

/** What a {@link JobsError} is made of. */
export interface JobsErrorDetails {
  /** One line: what is, what was expected, what to do. */
  readonly message: string;
  /** The names and numbers behind the message. */
  readonly context?: Readonly<Record<string, unknown>>;
  /** The error underneath, where there is one. */
  readonly cause?: unknown;
}

/** The one error class of this package. */
export class JobsError extends Error {
  override readonly name = "JobsError";
  readonly code: JobsErrorCode;
  readonly context: Readonly<Record<string, unknown>>;

  constructor(code: JobsErrorCode, { message, context = {}, cause }: JobsErrorDetails) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.context = context;
  }
}

/** True for a {@link JobsError}, of one of `codes` where any are given; works across installed copies. */
export function isJobsError(error: unknown, ...codes: readonly JobsErrorCode[]): error is JobsError {
  if (!(error instanceof Error) || error.name !== "JobsError" || !("code" in error)) return false;
  return codes.length === 0 || codes.some((code) => code === error.code);
}
