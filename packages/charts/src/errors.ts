/** Why a chart could not be drawn. */
export type ChartsErrorCode = "EMPTY_CHART" | "NOT_FINITE" | "NOT_POSITIVE" | "LENGTH_MISMATCH";

/** What a {@link ChartsError} is made of. */
export interface ChartsErrorDetails {
  readonly message: string;
  readonly context?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
}

/** The one error of this package; programs branch on `code`. */
export class ChartsError extends Error {
  override readonly name = "ChartsError";
  readonly code: ChartsErrorCode;
  readonly context: Readonly<Record<string, unknown>>;

  constructor(code: ChartsErrorCode, details: ChartsErrorDetails) {
    super(details.message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.context = details.context ?? {};
  }
}

/** Whether `error` is a {@link ChartsError}, with one of `codes` where any are given. */
export function isChartsError(error: unknown, ...codes: ChartsErrorCode[]): error is ChartsError {
  if (!(error instanceof Error) || error.name !== "ChartsError") return false;
  const { code } = error as ChartsError;
  return codes.length === 0 || codes.includes(code);
}
