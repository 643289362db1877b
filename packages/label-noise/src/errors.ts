/** What went wrong, for a program. */
export type LabelNoiseErrorCode =
  | "OPTIONS_REFUSED"
  | "SCHEME_MISMATCH"
  | "SIZE_MISMATCH"
  | "CLASS_UNKNOWN"
  | "CLASS_OUTSIDE_SCHEME"
  | "CLASS_LOST"
  | "ONE_CLASS"
  | "LABELS_MISSING"
  | "IMAGE_MISSING"
  | "GRID_UNUSABLE"
  | "GEOMETRY_UNUSABLE"
  | "WINDOW_UNSUPPORTED"
  | "NO_STRENGTH"
  | "TARGET_UNREACHABLE";

/** The only error of this package. */
export class LabelNoiseError extends Error {
  override readonly name = "LabelNoiseError";
  /** What went wrong, for a program. */
  readonly code: LabelNoiseErrorCode;
  /** Values behind the message. */
  readonly context: Readonly<Record<string, unknown>>;

  constructor(
    code: LabelNoiseErrorCode,
    { message, context = {}, cause }: { message: string; context?: Record<string, unknown>; cause?: unknown },
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.context = context;
  }
}

/** Whether `error` is a {@link LabelNoiseError}, also one of another copy of this package. */
export function isLabelNoiseError(
  error: unknown,
  ...codes: readonly LabelNoiseErrorCode[]
): error is LabelNoiseError {
  if (!(error instanceof Error) || error.name !== "LabelNoiseError" || !("code" in error)) return false;
  return codes.length === 0 || codes.some((code) => code === error.code);
}
