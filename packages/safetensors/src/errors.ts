/** Why a file was refused; programs branch on it. */
export type SafetensorsErrorCode =
  | "TRUNCATED"
  | "HEADER_TOO_LARGE"
  | "HEADER_REFUSED"
  | "TENSOR_REFUSED"
  | "LAYOUT_REFUSED"
  | "VALUE_REFUSED";

/** What a {@link SafetensorsError} is made of. */
export interface SafetensorsErrorDetails {
  /** One line: what is, what was expected, what to do. */
  readonly message: string;
  /** The names and numbers behind the message. */
  readonly context?: Readonly<Record<string, unknown>>;
  /** The error behind this one, kept. */
  readonly cause?: unknown;
}

/** The one error class of this package. */
export class SafetensorsError extends Error {
  override readonly name = "SafetensorsError";
  readonly code: SafetensorsErrorCode;
  readonly context: Readonly<Record<string, unknown>>;

  constructor(code: SafetensorsErrorCode, { message, context = {}, cause }: SafetensorsErrorDetails) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.context = context;
  }
}

/** True for a {@link SafetensorsError}, of one of `codes` where any are given; works across installed copies. */
export function isSafetensorsError(
  error: unknown,
  ...codes: readonly SafetensorsErrorCode[]
): error is SafetensorsError {
  if (!(error instanceof Error) || error.name !== "SafetensorsError" || !("code" in error)) return false;
  return codes.length === 0 || codes.some((code) => code === error.code);
}
