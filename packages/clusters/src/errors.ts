/** Why a cluster was not used; programs branch on it. */
export type ClustersErrorCode =
  | "PROFILE_REFUSED"
  | "OPTIONS_REFUSED"
  | "SLURM_MISSING"
  | "SLURM_REFUSED"
  | "CONTROLLER_AWAY";

/** What a {@link ClustersError} is made of. */
export interface ClustersErrorDetails {
  /** One line: what is, what was expected, what to do. */
  readonly message: string;
  /** The names and numbers behind the message. */
  readonly context?: Readonly<Record<string, unknown>>;
  /** The error underneath, where there is one. */
  readonly cause?: unknown;
}

/** The one error class of this package. */
export class ClustersError extends Error {
  override readonly name = "ClustersError";
  readonly code: ClustersErrorCode;
  readonly context: Readonly<Record<string, unknown>>;

  constructor(code: ClustersErrorCode, { message, context = {}, cause }: ClustersErrorDetails) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.context = context;
  }
}

/** True for a {@link ClustersError}, of one of `codes` where any are given; works across installed copies. */
export function isClustersError(
  error: unknown,
  ...codes: readonly ClustersErrorCode[]
): error is ClustersError {
  if (!(error instanceof Error) || error.name !== "ClustersError" || !("code" in error)) return false;
  return codes.length === 0 || codes.some((code) => code === error.code);
}
