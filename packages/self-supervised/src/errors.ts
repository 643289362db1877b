/** Why a training without labels was refused; programs branch on it. */
export type SelfSupervisedErrorCode = "OUTPUTS_DIFFER" | "PATCHES_UNUSABLE" | "STATE_MISMATCH";

/** What a {@link SelfSupervisedError} is made of. */
export interface SelfSupervisedErrorDetails {
  /** One line: what is, what was expected, what to do. */
  readonly message: string;
  /** The names and numbers behind the message. */
  readonly context?: Readonly<Record<string, unknown>>;
  /** The error underneath, kept. */
  readonly cause?: unknown;
}

/** The one error class of this package. */
export class SelfSupervisedError extends Error {
  override readonly name = "SelfSupervisedError";
  readonly code: SelfSupervisedErrorCode;
  readonly context: Readonly<Record<string, unknown>>;

  constructor(code: SelfSupervisedErrorCode, { message, context = {}, cause }: SelfSupervisedErrorDetails) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.context = context;
  }
}

/** True for a {@link SelfSupervisedError}, of one of `codes` where any are given; works across installed copies. */
export function isSelfSupervisedError(
  error: unknown,
  ...codes: readonly SelfSupervisedErrorCode[]
): error is SelfSupervisedError {
  if (!(error instanceof Error) || error.name !== "SelfSupervisedError" || !("code" in error)) return false;
  return codes.length === 0 || codes.some((code) => code === error.code);
}
