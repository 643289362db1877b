/** Why an event was refused; programs branch on it. */
export type TensorboardErrorCode = "EVENT_REFUSED" | "RECORD_DAMAGED";

/** What a {@link TensorboardError} is made of. */
export interface TensorboardErrorDetails {
  /** One line: what is, what was expected, what to do. */
  readonly message: string;
  /** The names and numbers behind the message. */
  readonly context?: Readonly<Record<string, unknown>>;
  /** The error underneath, kept. */
  readonly cause?: unknown;
}

/** The one error class of this package. */
export class TensorboardError extends Error {
  override readonly name = "TensorboardError";
  readonly code: TensorboardErrorCode;
  readonly context: Readonly<Record<string, unknown>>;

  constructor(code: TensorboardErrorCode, { message, context = {}, cause }: TensorboardErrorDetails) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.context = context;
  }
}

/** True for a {@link TensorboardError}, of one of `codes` where any are given; works across installed copies. */
export function isTensorboardError(
  error: unknown,
  ...codes: readonly TensorboardErrorCode[]
): error is TensorboardError {
  if (!(error instanceof Error) || error.name !== "TensorboardError" || !("code" in error)) return false;
  return codes.length === 0 || codes.some((code) => code === error.code);
}
