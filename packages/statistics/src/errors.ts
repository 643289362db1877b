/** Why an operation of this package was refused. */
export type StatisticsErrorCode =
  | "EMPTY_INPUT"
  | "LENGTH_MISMATCH"
  | "VALUE_NOT_FINITE"
  | "OUTSIDE_RANGE"
  | "STRATUM_UNSAMPLED"
  | "CURVE_INCOMPLETE";

/** What a {@link StatisticsError} is made of. */
export interface StatisticsErrorDetails {
  readonly message: string;
  readonly context?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
}

/** The one error of this package. Programs branch on `code`; people read `message`. */
export class StatisticsError extends Error {
  override readonly name = "StatisticsError";
  readonly code: StatisticsErrorCode;
  readonly context: Readonly<Record<string, unknown>>;

  constructor(code: StatisticsErrorCode, { message, context = {}, cause }: StatisticsErrorDetails) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.context = context;
  }
}

/** Whether `error` is a {@link StatisticsError}, with one of `codes` if any are given; works across installed copies. */
export function isStatisticsError(error: unknown, ...codes: StatisticsErrorCode[]): error is StatisticsError {
  if (!(error instanceof Error) || error.name !== "StatisticsError" || !("code" in error)) return false;
  return codes.length === 0 || codes.some((code) => code === error.code);
}
