/** What went wrong in this package; programs branch on it. */
export type EnginesErrorCode =
  | "ENGINE_UNKNOWN"
  | "ENGINE_MISSING"
  | "ENGINE_FAILED"
  | "KERNEL_UNSUPPORTED"
  | "INSTALL_REFUSED"
  | "INSTALL_FAILED";

/** The error of this package: `code` from a closed set, `context` with the facts, `cause` kept. */
export class EnginesError extends Error {
  override readonly name = "EnginesError";
  readonly code: EnginesErrorCode;
  readonly context: Readonly<Record<string, unknown>>;

  constructor(
    code: EnginesErrorCode,
    options: { message: string; context?: Record<string, unknown>; cause?: unknown },
  ) {
    super(options.message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.context = options.context ?? {};
  }
}

/** Whether `error` is an {@link EnginesError}, with one of `codes` if any are given; works across copies of the package. */
export function isEnginesError(error: unknown, ...codes: EnginesErrorCode[]): error is EnginesError {
  if (!(error instanceof Error) || error.name !== "EnginesError" || !("code" in error)) return false;
  return codes.length === 0 || codes.some((code) => code === error.code);
}
