/** What went wrong, for a program. */
export type TestUtilsErrorCode = "SHARED_MISSING" | "FILE_UNREADABLE" | "GIT_FAILED";

/** The only error of this package. */
export class TestUtilsError extends Error {
  override readonly name = "TestUtilsError";
  /** What went wrong, for a program. */
  readonly code: TestUtilsErrorCode;
  /** Values behind the message. */
  readonly context: Readonly<Record<string, unknown>>;

  constructor(
    code: TestUtilsErrorCode,
    { message, context = {}, cause }: { message: string; context?: Record<string, unknown>; cause?: unknown },
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.context = context;
  }
}

/** Whether `error` is a {@link TestUtilsError}, also one of another copy of this package. */
export function isTestUtilsError(
  error: unknown,
  ...codes: readonly TestUtilsErrorCode[]
): error is TestUtilsError {
  if (!(error instanceof Error) || error.name !== "TestUtilsError" || !("code" in error)) return false;
  return codes.length === 0 || codes.some((code) => code === error.code);
}
