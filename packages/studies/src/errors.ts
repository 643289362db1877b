/** Why a study could not be planned or read; programs branch on it. */
export type StudiesErrorCode = "AXES_REFUSED" | "TABLE_UNUSABLE" | "BEYOND_DATA";

/** What a {@link StudiesError} is made of. */
export interface StudiesErrorDetails {
  /** One line: what is, what was expected, what to do. */
  readonly message: string;
  /** The names and numbers behind the message. */
  readonly context?: Readonly<Record<string, unknown>>;
  /** The error underneath, where there is one. */
  readonly cause?: unknown;
}

/** The one error class of this package. */
export class StudiesError extends Error {
  override readonly name = "StudiesError";
  readonly code: StudiesErrorCode;
  readonly context: Readonly<Record<string, unknown>>;

  constructor(code: StudiesErrorCode, { message, context = {}, cause }: StudiesErrorDetails) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.context = context;
  }
}

/** True for a {@link StudiesError}, of one of `codes` where any are given; works across installed copies. */
export function isStudiesError(error: unknown, ...codes: readonly StudiesErrorCode[]): error is StudiesError {
  if (!(error instanceof Error) || error.name !== "StudiesError" || !("code" in error)) return false;
  return codes.length === 0 || codes.some((code) => code === error.code);
}
