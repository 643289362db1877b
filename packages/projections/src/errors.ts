/** Why a place on the ground could not be computed. */
export type ProjectionErrorCode =
  | "CRS_UNREADABLE"
  | "CRS_UNKNOWN"
  | "CRS_UNSUPPORTED"
  | "OUTSIDE_DOMAIN"
  | "OPTIONS_REFUSED";

/** What a {@link ProjectionError} is made of. */
export interface ProjectionErrorDetails {
  readonly message: string;
  readonly context?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
}

/** The one error of this package. Programs branch on `code`; people read `message`. */
export class ProjectionError extends Error {
  override readonly name = "ProjectionError";
  readonly code: ProjectionErrorCode;
  readonly context: Readonly<Record<string, unknown>>;

  constructor(code: ProjectionErrorCode, { message, context = {}, cause }: ProjectionErrorDetails) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.context = context;
  }
}

/** Whether `error` is a {@link ProjectionError}, with one of `codes` if any are given; works across installed copies. */
export function isProjectionError(error: unknown, ...codes: ProjectionErrorCode[]): error is ProjectionError {
  if (!(error instanceof Error) || error.name !== "ProjectionError" || !("code" in error)) return false;
  return codes.length === 0 || codes.some((code) => code === error.code);
}
