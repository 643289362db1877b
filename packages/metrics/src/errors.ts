/** Why an operation of this package was refused. */
export type MetricsErrorCode =
  | "SIZE_MISMATCH"
  | "CLASS_OUTSIDE_SCHEME"
  | "SCHEME_MISMATCH"
  | "PROBABILITY_OUTSIDE"
  | "BINS_UNUSABLE"
  | "EMPTY_INPUT"
  | "COUNT_OVERFLOW"
  | "OPTION_OUTSIDE"
  | "PIXEL_OUTSIDE"
  | "PAIRS_DIFFER";

/** What a {@link MetricsError} is made of. */
export interface MetricsErrorDetails {
  readonly message: string;
  readonly context?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
}

/** The one error of this package. Programs branch on `code`; people read `message`. */
export class MetricsError extends Error {
  override readonly name = "MetricsError";
  readonly code: MetricsErrorCode;
  readonly context: Readonly<Record<string, unknown>>;

  constructor(code: MetricsErrorCode, { message, context = {}, cause }: MetricsErrorDetails) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.context = context;
  }
}

/** Whether `error` is a {@link MetricsError}, with one of `codes` if any are given; works across installed copies. */
export function isMetricsError(error: unknown, ...codes: MetricsErrorCode[]): error is MetricsError {
  if (!(error instanceof Error) || error.name !== "MetricsError" || !("code" in error)) return false;
  return codes.length === 0 || codes.some((code) => code === error.code);
}
