/** Why a label source, a crosswalk or a rule was refused. */
export type LabelSourceErrorCode =
  | "SOURCE_UNKNOWN"
  | "CROSSWALK_UNKNOWN"
  | "AMBIGUOUS_CLASSES"
  | "SCHEME_MISMATCH"
  | "FILE_REFUSED"
  | "BAND_MISSING"
  | "OPTIONS_REFUSED";

/** What a {@link LabelSourceError} is made of. */
export interface LabelSourceErrorDetails {
  readonly message: string;
  readonly context?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
}

/** The one error of this package. Programs branch on `code`; people read `message`. */
export class LabelSourceError extends Error {
  override readonly name = "LabelSourceError";
  readonly code: LabelSourceErrorCode;
  readonly context: Readonly<Record<string, unknown>>;

  constructor(code: LabelSourceErrorCode, { message, context = {}, cause }: LabelSourceErrorDetails) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.context = context;
  }
}

/** Whether `error` is a {@link LabelSourceError}, with one of `codes` if any are given; works across installed copies. */
export function isLabelSourceError(
  error: unknown,
  ...codes: LabelSourceErrorCode[]
): error is LabelSourceError {
  if (!(error instanceof Error) || error.name !== "LabelSourceError" || !("code" in error)) return false;
  return codes.length === 0 || codes.some((code) => code === error.code);
}
