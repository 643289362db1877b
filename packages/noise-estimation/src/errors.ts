/** What went wrong, for a program; see {@link NoiseEstimationError}. */
export type NoiseEstimationErrorCode =
  | "SIZE_MISMATCH"
  | "PROBABILITY_UNUSABLE"
  | "SCHEME_MISMATCH"
  | "VALUE_NOT_FINITE"
  | "CLASS_UNKNOWN"
  | "ONE_CLASS"
  | "NO_VALID_PIXELS"
  | "OPTIONS_REFUSED"
  | "TOO_FEW_BLOCKS"
  | "IN_SAMPLE"
  | "NOT_SUPPORTED";

/** Facts carried by a {@link NoiseEstimationError}. */
export interface NoiseEstimationErrorDetails {
  /** One line: what is, what was expected, what to do. */
  readonly message: string;
  /** The names and numbers in the message, for programs. */
  readonly context?: Readonly<Record<string, unknown>>;
  /** The error underneath, where there is one. */
  readonly cause?: unknown;
}

/**
 * The only error of this package. `NOT_SUPPORTED` says that the input is fine but holds too little for an estimate:
 * it is an answer, not a mistake.
 */
export class NoiseEstimationError extends Error {
  override readonly name = "NoiseEstimationError";
  /** What went wrong, for a program. */
  readonly code: NoiseEstimationErrorCode;
  /** Values behind the message. */
  readonly context: Readonly<Record<string, unknown>>;

  constructor(code: NoiseEstimationErrorCode, { message, context = {}, cause }: NoiseEstimationErrorDetails) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.context = context;
  }
}

/** Whether `error` is a {@link NoiseEstimationError}, with one of `codes` when any are given; works across copies. */
export function isNoiseEstimationError(
  error: unknown,
  ...codes: readonly NoiseEstimationErrorCode[]
): error is NoiseEstimationError {
  if (!(error instanceof Error) || error.name !== "NoiseEstimationError" || !("code" in error)) return false;
  return codes.length === 0 || codes.some((code) => code === error.code);
}
