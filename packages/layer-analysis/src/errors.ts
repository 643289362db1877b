/** Why an analysis was refused; programs branch on it. */
export type LayerAnalysisErrorCode =
  | "LAYER_MISMATCH"
  | "SEED_MISMATCH"
  | "EMPTY_INPUT"
  | "OPTIONS_REFUSED"
  | "NOT_FINITE"
  | "BAND_MISMATCH"
  | "PASSES_DIFFER"
  | "EVIDENCE_MISSING";

/** What a {@link LayerAnalysisError} is made of. */
export interface LayerAnalysisErrorDetails {
  /** One line: what is, what was expected, what to do. */
  readonly message: string;
  /** The names and numbers behind the message. */
  readonly context?: Readonly<Record<string, unknown>>;
  /** The error underneath, kept. */
  readonly cause?: unknown;
}

/** The one error class of this package. */
export class LayerAnalysisError extends Error {
  override readonly name = "LayerAnalysisError";
  readonly code: LayerAnalysisErrorCode;
  readonly context: Readonly<Record<string, unknown>>;

  constructor(code: LayerAnalysisErrorCode, { message, context = {}, cause }: LayerAnalysisErrorDetails) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.context = context;
  }
}

/** True for a {@link LayerAnalysisError}, of one of `codes` where any are given; works across installed copies. */
export function isLayerAnalysisError(
  error: unknown,
  ...codes: readonly LayerAnalysisErrorCode[]
): error is LayerAnalysisError {
  if (!(error instanceof Error) || error.name !== "LayerAnalysisError" || !("code" in error)) return false;
  return codes.length === 0 || codes.some((code) => code === error.code);
}
