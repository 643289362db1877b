/** Why an encoder could not do what was asked; programs branch on it. */
export type EncodersErrorCode = "KERNEL_SHAPE";

/** What an {@link EncodersError} is made of. */
export interface EncodersErrorDetails {
  /** One line: what is, what was expected, what to do. */
  readonly message: string;
  /** The names and numbers behind the message. */
  readonly context?: Readonly<Record<string, unknown>>;
}

/** The one error class of this package. */
export class EncodersError extends Error {
  override readonly name = "EncodersError";
  readonly code: EncodersErrorCode;
  readonly context: Readonly<Record<string, unknown>>;

  constructor(code: EncodersErrorCode, { message, context = {} }: EncodersErrorDetails) {
    super(message);
    this.code = code;
    this.context = context;
  }
}

/** True for an {@link EncodersError}, of one of `codes` where any are given; works across installed copies. */
export function isEncodersError(
  error: unknown,
  ...codes: readonly EncodersErrorCode[]
): error is EncodersError {
  if (!(error instanceof Error) || error.name !== "EncodersError" || !("code" in error)) return false;
  return codes.length === 0 || codes.some((code) => code === error.code);
}
