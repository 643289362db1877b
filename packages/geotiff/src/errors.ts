/** Why a GeoTIFF was refused; programs branch on it. */
export type GeoTiffErrorCode =
  | "FILE_UNREADABLE"
  | "FILE_CHANGED"
  | "NOT_A_TIFF"
  | "BROKEN_STRUCTURE"
  | "BROKEN_GEOREFERENCE"
  | "BROKEN_BLOCK"
  | "UNSUPPORTED"
  | "WINDOW_OUTSIDE"
  | "WINDOW_TOO_LARGE"
  | "IMAGE_TOO_LARGE"
  | "BAND_MISSING"
  | "LEVEL_MISSING"
  | "OPTION_REFUSED"
  | "TIME_LIMIT"
  | "MEMORY_LIMIT"
  | "DECODER_DIED"
  | "SOURCE_CLOSED"
  | "NOT_WRITABLE"
  | "WRITTEN_TWICE"
  | "NOT_ALL_WRITTEN"
  | "WRITER_CLOSED";

/** What a {@link GeoTiffError} is made of. */
export interface GeoTiffErrorDetails {
  /** One line: what is, what was expected, what to do. */
  readonly message: string;
  /** The file, the window, the tag and the numbers behind the message. */
  readonly context?: Readonly<Record<string, unknown>>;
  /** What was thrown below, kept. */
  readonly cause?: unknown;
}

/** The one error class of this package. */
export class GeoTiffError extends Error {
  override readonly name = "GeoTiffError";
  readonly code: GeoTiffErrorCode;
  readonly context: Readonly<Record<string, unknown>>;

  constructor(code: GeoTiffErrorCode, { message, context = {}, cause }: GeoTiffErrorDetails) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.context = context;
  }
}

/** True for a {@link GeoTiffError}, of one of `codes` where any are given; works across installed copies. */
export function isGeoTiffError(error: unknown, ...codes: readonly GeoTiffErrorCode[]): error is GeoTiffError {
  if (!(error instanceof Error) || error.name !== "GeoTiffError" || !("code" in error)) return false;
  return codes.length === 0 || codes.some((code) => code === error.code);
}
