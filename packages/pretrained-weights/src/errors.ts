/** Why weights could not be had; programs branch on it. */
export type PretrainedWeightsErrorCode =
  | "UNKNOWN_WEIGHTS"
  | "NOT_REACHABLE"
  | "HTTP_STATUS"
  | "INTERRUPTED"
  | "CHECKSUM_MISMATCH";

/** What a {@link PretrainedWeightsError} is made of. */
export interface PretrainedWeightsErrorDetails {
  /** One line: what is, what was expected, what to do. */
  readonly message: string;
  /** The names and numbers behind the message. */
  readonly context?: Readonly<Record<string, unknown>>;
  /** The error behind this one, kept. */
  readonly cause?: unknown;
}

/** The one error class of this package. */
export class PretrainedWeightsError extends Error {
  override readonly name = "PretrainedWeightsError";
  readonly code: PretrainedWeightsErrorCode;
  readonly context: Readonly<Record<string, unknown>>;

  constructor(
    code: PretrainedWeightsErrorCode,
    { message, context = {}, cause }: PretrainedWeightsErrorDetails,
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.context = context;
  }
}

/** True for a {@link PretrainedWeightsError}, of one of `codes` where any are given; works across installed copies. */
export function isPretrainedWeightsError(
  error: unknown,
  ...codes: readonly PretrainedWeightsErrorCode[]
): error is PretrainedWeightsError {
  if (!(error instanceof Error) || error.name !== "PretrainedWeightsError" || !("code" in error))
    return false;
  return codes.length === 0 || codes.some((code) => code === error.code);
}
