/** What went wrong, for a program. */
export type DatasetsErrorCode =
  | "NO_SCENES"
  | "NO_REGIONS"
  | "NO_PATCHES"
  | "TOO_FEW_PATCHES"
  | "DUPLICATE_SCENE"
  | "SCENE_UNKNOWN"
  | "SCHEME_MISMATCH"
  | "GRID_MISMATCH"
  | "BANDS_MISMATCH"
  | "BAND_UNKNOWN"
  | "BAND_AMBIGUOUS"
  | "NOT_ONE_BAND"
  | "NODATA_IS_CLASS"
  | "WINDOW_OUTSIDE"
  | "REGION_TOO_SMALL"
  | "SIZE_MISMATCH"
  | "NORMALISATION_MISMATCH"
  | "NOT_FINITE"
  | "NO_VALID_PIXELS"
  | "NO_VALID_PATCH"
  | "CONSTANT_BAND"
  | "WEIGHT_UNUSABLE"
  | "WORKER_COUNT_UNUSABLE"
  | "WORKER_FAILED"
  | "CLOSED"
  | "CLASS_UNKNOWN"
  | "BUFFER_UNUSABLE"
  | "FRACTION_UNUSABLE"
  | "SPLIT_FILE"
  | "SPLIT_LEAKS"
  | "STATE_MISMATCH";

/** The only error of this package. */
export class DatasetsError extends Error {
  override readonly name = "DatasetsError";
  /** What went wrong, for a program. */
  readonly code: DatasetsErrorCode;
  /** Values behind the message. */
  readonly context: Readonly<Record<string, unknown>>;

  constructor(
    code: DatasetsErrorCode,
    { message, context = {}, cause }: { message: string; context?: Record<string, unknown>; cause?: unknown },
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.context = context;
  }
}

/** Whether `error` is a {@link DatasetsError}, also one of another copy of this package. */
export function isDatasetsError(
  error: unknown,
  ...codes: readonly DatasetsErrorCode[]
): error is DatasetsError {
  if (!(error instanceof Error) || error.name !== "DatasetsError" || !("code" in error)) return false;
  return codes.length === 0 || codes.some((code) => code === error.code);
}
