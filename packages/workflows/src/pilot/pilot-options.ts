/** How {@link runPilot} works. */
export interface PilotOptions {
  /** Folder of the pilot. */
  readonly out: string;
  /** Goes on with the pilot in the folder. Default: false. */
  readonly resume?: boolean | undefined;
  /** Key of `data.labels`. Default: those of the first noisy pretraining. */
  readonly labels?: string | undefined;
  /** Seconds of wall time that it may take. Default: 3600. */
  readonly budgetSeconds?: number | undefined;
  /** File of assumptions for the money. Default: a starter, written into the folder. */
  readonly assumptions?: string | undefined;
  /** Trainings at the same time. */
  readonly jobs: number;
  /** Day of the audit, `2026-11-27`. */
  readonly date: string;
  /** Aborting writes a checkpoint of every training and throws `INTERRUPTED`. */
  readonly signal?: AbortSignal;
}

/** How far a pilot is. */
export interface PilotReport {
  /** 0…1. */
  readonly fraction: number;
  readonly status: string;
}
