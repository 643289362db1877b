/** What went wrong in this package; programs branch on it. */
export type GraphErrorCode =
  | "KERNEL_UNSUPPORTED"
  | "VALUE_READ"
  | "RANDOM_OPERATION"
  | "VARIABLE_NOT_LISTED"
  | "STEP_REFUSED"
  | "INPUT_MISMATCH"
  | "RUNTIME_MISSING"
  | "OUT_OF_MEMORY"
  | "SESSION_FAILED";

/** The error of this package: `code` from a closed set, `context` with the facts, `cause` kept. */
export class GraphError extends Error {
  override readonly name = "GraphError";
  readonly code: GraphErrorCode;
  readonly context: Readonly<Record<string, unknown>>;

  constructor(
    code: GraphErrorCode,
    options: { message: string; context?: Record<string, unknown>; cause?: unknown },
  ) {
    super(options.message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.context = options.context ?? {};
  }
}

/** Whether `error` is a {@link GraphError}, with one of `codes` if any are given; works across copies of the package. */
export function isGraphError(error: unknown, ...codes: GraphErrorCode[]): error is GraphError {
  if (!(error instanceof Error) || error.name !== "GraphError" || !("code" in error)) return false;
  return codes.length === 0 || codes.some((code) => code === error.code);
}
