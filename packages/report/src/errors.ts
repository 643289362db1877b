/** Why a report could not be written. */
export type ReportErrorCode = "IMAGE_SIZE" | "NOT_A_PNG" | "CLASS_OUTSIDE_SCHEME" | "LENGTH_MISMATCH";

/** What a {@link ReportError} is made of. */
export interface ReportErrorDetails {
  readonly message: string;
  readonly context?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
}

/** The one error of this package; programs branch on `code`. */
export class ReportError extends Error {
  override readonly name = "ReportError";
  readonly code: ReportErrorCode;
  readonly context: Readonly<Record<string, unknown>>;

  constructor(code: ReportErrorCode, details: ReportErrorDetails) {
    super(details.message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.context = details.context ?? {};
  }
}

/** Whether `error` is a {@link ReportError}, with one of `codes` where any are given. */
export function isReportError(error: unknown, ...codes: ReportErrorCode[]): error is ReportError {
  if (!(error instanceof Error) || error.name !== "ReportError") return false;
  const { code } = error as ReportError;
  return codes.length === 0 || codes.includes(code);
}
