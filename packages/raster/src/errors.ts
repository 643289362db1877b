/** Why an operation of this package was refused. */
export type RasterErrorCode =
  | "SIZE_MISMATCH"
  | "WINDOW_OUTSIDE"
  | "LOSSY_CONVERSION"
  | "CLASS_OUTSIDE_SCHEME"
  | "CLASS_UNMAPPED"
  | "SCHEME_UNUSABLE"
  | "IGNORE_VALUE_TAKEN"
  | "FACTOR_UNUSABLE"
  | "GEOTRANSFORM_UNUSABLE"
  | "PADDING_UNUSABLE"
  | "CHOICE_UNKNOWN"
  | "CRS_DIFFER"
  | "TOLERANCE_UNUSABLE"
  | "TOO_LARGE"
  | "BAND_MISSING"
  | "LEVEL_MISSING"
  | "SOURCE_CLOSED";

/** What a {@link RasterError} is made of. */
export interface RasterErrorDetails {
  readonly message: string;
  readonly context?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
}

/** The one error of this package. Programs branch on `code`; people read `message`. */
export class RasterError extends Error {
  override readonly name = "RasterError";
  readonly code: RasterErrorCode;
  readonly context: Readonly<Record<string, unknown>>;

  constructor(code: RasterErrorCode, { message, context = {}, cause }: RasterErrorDetails) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.context = context;
  }
}

/** Whether `error` is a {@link RasterError}, with one of `codes` if any are given; works across installed copies. */
export function isRasterError(error: unknown, ...codes: RasterErrorCode[]): error is RasterError {
  if (!(error instanceof Error) || error.name !== "RasterError" || !("code" in error)) return false;
  return codes.length === 0 || codes.some((code) => code === error.code);
}
