/** Why vector data were refused. */
export type VectorErrorCode =
  | "FILE_UNREADABLE"
  | "FORMAT_UNKNOWN"
  | "FORMAT_UNSUPPORTED"
  | "FILE_TOO_LARGE"
  | "NOT_JSON"
  | "BROKEN_STRUCTURE"
  | "GEOMETRY_BROKEN"
  | "CRS_UNUSABLE"
  | "CRS_MISMATCH"
  | "OUTSIDE_DOMAIN"
  | "CROSSES_ANTIMERIDIAN"
  | "NO_GEOREFERENCE"
  | "SCHEME_MISMATCH"
  | "OPTIONS_REFUSED"
  | "SOURCE_CLOSED"
  | "NOT_WRITABLE";

/** What a {@link VectorError} is made of. */
export interface VectorErrorDetails {
  readonly message: string;
  readonly context?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
}

/** The one error of this package. Programs branch on `code`; people read `message`. */
export class VectorError extends Error {
  override readonly name = "VectorError";
  readonly code: VectorErrorCode;
  readonly context: Readonly<Record<string, unknown>>;

  constructor(code: VectorErrorCode, { message, context = {}, cause }: VectorErrorDetails) {
    super(message.replace(/\p{Cc}+/gu, " "), cause === undefined ? undefined : { cause }); // words of files stay on one line
    this.code = code;
    this.context = context;
  }
}

/** Whether `error` is a {@link VectorError}, with one of `codes` if any are given; works across installed copies. */
export function isVectorError(error: unknown, ...codes: VectorErrorCode[]): error is VectorError {
  if (!(error instanceof Error) || error.name !== "VectorError" || !("code" in error)) return false;
  return codes.length === 0 || codes.some((code) => code === error.code);
}
