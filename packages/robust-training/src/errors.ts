/** Why a method was refused; programs branch on it. */
export type RobustTrainingErrorCode = "DRAWS_MISSING" | "STATE_MISMATCH" | "OPTIONS_REFUSED";

/** What a {@link RobustTrainingError} is made of. */
export interface RobustTrainingErrorDetails {
  /** One line: what is, what was expected, what to do. */
  readonly message: string;
  /** The names and numbers behind the message. */
  readonly context?: Readonly<Record<string, unknown>>;
  /** The error underneath, kept. */
  readonly cause?: unknown;
}

/** The one error class of this package. */
export class RobustTrainingError extends Error {
  override readonly name = "RobustTrainingError";
  readonly code: RobustTrainingErrorCode;
  readonly context: Readonly<Record<string, unknown>>;

  constructor(code: RobustTrainingErrorCode, { message, context = {}, cause }: RobustTrainingErrorDetails) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.context = context;
  }
}

/** True for a {@link RobustTrainingError}, of one of `codes` where any are given; works across installed copies. */
export function isRobustTrainingError(
  error: unknown,
  ...codes: readonly RobustTrainingErrorCode[]
): error is RobustTrainingError {
  if (!(error instanceof Error) || error.name !== "RobustTrainingError" || !("code" in error)) return false;
  return codes.length === 0 || codes.some((code) => code === error.code);
}
