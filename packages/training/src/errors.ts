/** Why a training stopped or was refused; programs branch on it. */
export type TrainingErrorCode =
  | "OPTIONS_REFUSED"
  | "NOTHING_TO_TRAIN"
  | "BATCH_MISMATCH"
  | "LOSS_NOT_FINITE"
  | "GRADIENT_NOT_FINITE"
  | "VALIDATION_NOT_FINITE"
  | "OUT_OF_MEMORY"
  | "FROZEN_CHANGED"
  | "INTERRUPTED"
  | "ALREADY_ITERATED"
  | "CHECKPOINT_FOREIGN"
  | "CHECKPOINT_VERSION"
  | "CHECKPOINT_DAMAGED"
  | "CHECKPOINT_MISMATCH";

/** What a {@link TrainingError} is made of. */
export interface TrainingErrorDetails {
  /** One line: what is, what was expected, what to do. */
  readonly message: string;
  /** The names and numbers behind the message. */
  readonly context?: Readonly<Record<string, unknown>>;
  /** The error underneath, kept. */
  readonly cause?: unknown;
}

/** The one error class of this package. */
export class TrainingError extends Error {
  override readonly name = "TrainingError";
  readonly code: TrainingErrorCode;
  readonly context: Readonly<Record<string, unknown>>;

  constructor(code: TrainingErrorCode, { message, context = {}, cause }: TrainingErrorDetails) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.context = context;
  }
}

/** True for a {@link TrainingError}, of one of `codes` where any are given; works across installed copies. */
export function isTrainingError(
  error: unknown,
  ...codes: readonly TrainingErrorCode[]
): error is TrainingError {
  if (!(error instanceof Error) || error.name !== "TrainingError" || !("code" in error)) return false;
  return codes.length === 0 || codes.some((code) => code === error.code);
}
