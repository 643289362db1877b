/** Why a decoder could not be connected; programs branch on it. */
export type DecodersErrorCode = "FEATURE_COUNT" | "REDUCTION_MISMATCH";

/** What a {@link DecodersError} is made of. */
export interface DecodersErrorDetails {
  /** One line: what is, what was expected, what to do. */
  readonly message: string;
  /** The names and numbers behind the message. */
  readonly context?: Readonly<Record<string, unknown>>;
  /** The error behind this one, kept. */
  readonly cause?: unknown;
}

/** The one error class of this package. */
export class DecodersError extends Error {
  override readonly name = "DecodersError";
  readonly code: DecodersErrorCode;
  readonly context: Readonly<Record<string, unknown>>;

  constructor(code: DecodersErrorCode, { message, context = {}, cause }: DecodersErrorDetails) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.context = context;
  }
}

/** True for a {@link DecodersError}, of one of `codes` where any are given; works across installed copies. */
export function isDecodersError(
  error: unknown,
  ...codes: readonly DecodersErrorCode[]
): error is DecodersError {
  if (!(error instanceof Error) || error.name !== "DecodersError" || !("code" in error)) return false;
  return codes.length === 0 || codes.some((code) => code === error.code);
}
