/** Why a segmentation model could not do what was asked; programs branch on it. */
export type SegmentationErrorCode =
  | "CHANNEL_MISMATCH"
  | "SIZE_MISMATCH"
  | "UNKNOWN_GROUP"
  | "UNKNOWN_PART"
  | "UNKNOWN_TENSOR"
  | "NOTHING_TRANSFERRED"
  | "ARCHITECTURE_MISMATCH"
  | "WEIGHTS_MISMATCH"
  | "HASH_MISMATCH"
  | "WEIGHT_NOT_FINITE"
  | "KERNEL_SHAPE"
  | "MODEL_FILE_UNREADABLE";

/** What a {@link SegmentationError} is made of. */
export interface SegmentationErrorDetails {
  /** One line: what is, what was expected, what to do. */
  readonly message: string;
  /** The names and numbers behind the message. */
  readonly context?: Readonly<Record<string, unknown>>;
  /** The error behind this one, kept. */
  readonly cause?: unknown;
}

/** The one error class of this package. */
export class SegmentationError extends Error {
  override readonly name = "SegmentationError";
  readonly code: SegmentationErrorCode;
  readonly context: Readonly<Record<string, unknown>>;

  constructor(code: SegmentationErrorCode, { message, context = {}, cause }: SegmentationErrorDetails) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.context = context;
  }
}

/** True for a {@link SegmentationError}, of one of `codes` where any are given; works across installed copies. */
export function isSegmentationError(
  error: unknown,
  ...codes: readonly SegmentationErrorCode[]
): error is SegmentationError {
  if (!(error instanceof Error) || error.name !== "SegmentationError" || !("code" in error)) return false;
  return codes.length === 0 || codes.some((code) => code === error.code);
}
