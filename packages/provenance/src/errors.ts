/** Why provenance could not be judged or written; see {@link ProvenanceError}. */
export type ProvenanceErrorCode = "DESCRIPTION_REFUSED" | "RULE_UNKNOWN" | "ACCEPTANCE_REFUSED";

/** What a {@link ProvenanceError} is made of. */
export interface ProvenanceErrorDetails {
  /** One line: what is, what was expected, what to do. */
  readonly message: string;
  readonly context?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
}

/** The one error of this package; programs branch on `code`. */
export class ProvenanceError extends Error {
  override readonly name = "ProvenanceError";
  readonly code: ProvenanceErrorCode;
  readonly context: Readonly<Record<string, unknown>>;

  constructor(code: ProvenanceErrorCode, { message, context = {}, cause }: ProvenanceErrorDetails) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.context = context;
  }
}

/** Whether `error` is a {@link ProvenanceError}, with one of `codes` where any are given; works across copies. */
export function isProvenanceError(
  error: unknown,
  ...codes: readonly ProvenanceErrorCode[]
): error is ProvenanceError {
  if (!(error instanceof Error) || error.name !== "ProvenanceError") return false;
  return codes.length === 0 || codes.includes((error as ProvenanceError).code);
}
