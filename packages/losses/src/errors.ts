/** Why a loss could not be computed; programs branch on it. */
export type LossesErrorCode =
  | "SHAPE_MISMATCH"
  | "CLASS_COUNT_MISMATCH"
  | "NO_LOSSES"
  | "REPEATED_LOSS"
  | "SINGULAR_MATRIX"
  | "PROBABILITY_REFUSED"
  | "PHASES_REFUSED";

/** What a {@link LossesError} is made of. */
export interface LossesErrorDetails {
  /** One line: what is, what was expected, what to do. */
  readonly message: string;
  /** The names and numbers behind the message. */
  readonly context?: Readonly<Record<string, unknown>>;
  /** The error behind this one, kept. */
  readonly cause?: unknown;
}

/** The one error class of this package. */
export class LossesError extends Error {
  override readonly name = "LossesError";
  readonly code: LossesErrorCode;
  readonly context: Readonly<Record<string, unknown>>;

  constructor(code: LossesErrorCode, { message, context = {}, cause }: LossesErrorDetails) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.context = context;
  }
}

/** True for a {@link LossesError}, of one of `codes` where any are given; works across installed copies. */
export function isLossesError(error: unknown, ...codes: readonly LossesErrorCode[]): error is LossesError {
  if (!(error instanceof Error) || error.name !== "LossesError" || !("code" in error)) return false;
  return codes.length === 0 || codes.some((code) => code === error.code);
}
