/** What went wrong in this package; programs branch on it. */
export type TensorErrorCode =
  | "SHAPE_MISMATCH"
  | "SIZE_MISMATCH"
  | "NO_BATCHES"
  | "LAYER_MISSING"
  | "DILATED_STRIDE";

/** The error of this package: `code` from a closed set, `context` with the numbers. */
export class TensorError extends Error {
  override readonly name = "TensorError";
  readonly code: TensorErrorCode;
  readonly context: Readonly<Record<string, unknown>>;

  constructor(
    code: TensorErrorCode,
    options: { message: string; context?: Record<string, unknown>; cause?: unknown },
  ) {
    super(options.message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.context = options.context ?? {};
  }
}

/** Whether `error` is a {@link TensorError}, with one of `codes` if any are given; works across copies of the package. */
export function isTensorError(error: unknown, ...codes: TensorErrorCode[]): error is TensorError {
  if (!(error instanceof Error) || error.name !== "TensorError" || !("code" in error)) return false;
  return codes.length === 0 || codes.some((code) => code === error.code);
}
