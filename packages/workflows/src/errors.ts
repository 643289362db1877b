/** What went wrong in a run, a config or a run folder; see {@link WorkflowError}. */
export type WorkflowErrorCode =
  | "CONFIG_FILE"
  | "CONFIG_KEY"
  | "CONFIG_VALUE"
  | "DATA"
  | "EMPTY_SPLIT"
  | "SPLIT_LEAK"
  | "RUN_FOLDER"
  | "RUN_LOCKED"
  | "INTERRUPTED"
  | "WORK_FAILED"
  | "STUDY_INCOMPLETE"
  | "ENGINE_FAILED";

/** Facts carried by a {@link WorkflowError}. */
export interface WorkflowErrorDetails {
  /** One line: what is, what was expected, what to do. */
  readonly message: string;
  /** The names and numbers in the message, for programs. */
  readonly context?: Readonly<Record<string, unknown>>;
  /** The error underneath, where there is one. */
  readonly cause?: unknown;
}

/** An error of a run or its config; programs branch on `code`, people read the one-line `message`. */
export class WorkflowError extends Error {
  override readonly name = "WorkflowError";
  readonly code: WorkflowErrorCode;
  readonly context: Readonly<Record<string, unknown>>;

  constructor(code: WorkflowErrorCode, { message, context = {}, cause }: WorkflowErrorDetails) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.context = context;
  }
}

/** Whether `error` is a {@link WorkflowError}, with one of `codes` when any are given; works across copies. */
export function isWorkflowError(
  error: unknown,
  ...codes: readonly WorkflowErrorCode[]
): error is WorkflowError {
  if (!(error instanceof Error) || error.name !== "WorkflowError") return false;
  return codes.length === 0 || codes.includes((error as WorkflowError).code);
}
