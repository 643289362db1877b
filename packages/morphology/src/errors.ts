/** Why an operation of this package was refused. */
export type MorphologyErrorCode =
  | "SIZE_MISMATCH"
  | "SHAPE_UNKNOWN"
  | "RADIUS_UNUSABLE"
  | "BLOCK_UNUSABLE"
  | "CONNECTIVITY_UNUSABLE"
  | "CLASS_INDEX_UNUSABLE";

/** What a {@link MorphologyError} is made of. */
export interface MorphologyErrorDetails {
  readonly message: string;
  readonly context?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
}

/** The one error of this package. Programs branch on `code`; people read `message`. */
export class MorphologyError extends Error {
  override readonly name = "MorphologyError";
  readonly code: MorphologyErrorCode;
  readonly context: Readonly<Record<string, unknown>>;

  constructor(code: MorphologyErrorCode, { message, context = {}, cause }: MorphologyErrorDetails) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.context = context;
  }
}

/** Whether `error` is a {@link MorphologyError}, with one of `codes` if any are given; works across installed copies. */
export function isMorphologyError(error: unknown, ...codes: MorphologyErrorCode[]): error is MorphologyError {
  if (!(error instanceof Error) || error.name !== "MorphologyError" || !("code" in error)) return false;
  return codes.length === 0 || codes.some((code) => code === error.code);
}
