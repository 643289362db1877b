/** Why money could not be counted. */
export type RoiErrorCode =
  | "ASSUMPTIONS_UNREADABLE"
  | "ASSUMPTION_UNKNOWN"
  | "ASSUMPTION_MISSING"
  | "ASSUMPTION_VALUE"
  | "UNIT_WRONG"
  | "RANGE_WRONG"
  | "CURVE_UNREADABLE"
  | "CURVE_INCOMPLETE"
  | "ARM_UNKNOWN"
  | "BEYOND_DATA";

/** What a {@link RoiError} is made of. */
export interface RoiErrorDetails {
  readonly message: string;
  readonly context?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
}

/** The one error of this package; programs branch on `code`. */
export class RoiError extends Error {
  override readonly name = "RoiError";
  readonly code: RoiErrorCode;
  readonly context: Readonly<Record<string, unknown>>;

  constructor(code: RoiErrorCode, details: RoiErrorDetails) {
    super(details.message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.context = details.context ?? {};
  }
}

/** Whether `error` is a {@link RoiError}, with one of `codes` where any are given. */
export function isRoiError(error: unknown, ...codes: RoiErrorCode[]): error is RoiError {
  if (!(error instanceof Error) || error.name !== "RoiError") return false;
  const { code } = error as RoiError;
  return codes.length === 0 || codes.includes(code);
}
