/** Why a prediction could not be made; programs branch on it. */
export type PredictionErrorCode =
  | "OPTIONS_REFUSED"
  | "TILE_UNUSABLE"
  | "BANDS_DIFFER"
  | "MODELS_DIFFER"
  | "JOB_INCOMPLETE"
  | "NO_GEOREFERENCE";

/** What a {@link PredictionError} is made of. */
export interface PredictionErrorDetails {
  /** One line: what is, what was expected, what to do. */
  readonly message: string;
  /** The names and numbers behind the message. */
  readonly context?: Readonly<Record<string, unknown>>;
  /** The error underneath, where there is one. */
  readonly cause?: unknown;
}

/** The one error class of this package. */
export class PredictionError extends Error {
  override readonly name = "PredictionError";
  readonly code: PredictionErrorCode;
  readonly context: Readonly<Record<string, unknown>>;

  constructor(code: PredictionErrorCode, { message, context = {}, cause }: PredictionErrorDetails) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.context = context;
  }
}

/** True for a {@link PredictionError}, of one of `codes` where any are given; works across installed copies. */
export function isPredictionError(
  error: unknown,
  ...codes: readonly PredictionErrorCode[]
): error is PredictionError {
  if (!(error instanceof Error) || error.name !== "PredictionError" || !("code" in error)) return false;
  return codes.length === 0 || codes.some((code) => code === error.code);
}
