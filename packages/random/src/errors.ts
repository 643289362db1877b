/** Why an operation of this package was refused. */
export type RandomErrorCode = "SEED_UNUSABLE" | "NAME_UNUSABLE" | "RANGE_UNUSABLE" | "STATE_UNUSABLE";

/** What a {@link RandomError} is made of. */
export interface RandomErrorDetails {
  readonly message: string;
  readonly context?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
}

/** The one error of this package. Programs branch on `code`; people read `message`. */
export class RandomError extends Error {
  override readonly name = "RandomError";
  readonly code: RandomErrorCode;
  readonly context: Readonly<Record<string, unknown>>;

  constructor(code: RandomErrorCode, { message, context = {}, cause }: RandomErrorDetails) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.context = context;
  }
}

/** Whether `error` is a {@link RandomError}, with one of `codes` if any are given; works across installed copies. */
export function isRandomError(error: unknown, ...codes: RandomErrorCode[]): error is RandomError {
  if (!(error instanceof Error) || error.name !== "RandomError" || !("code" in error)) return false;
  return codes.length === 0 || codes.some((code) => code === error.code);
}
