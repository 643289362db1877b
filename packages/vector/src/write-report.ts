/** What was written. */
export interface WriteReport {
  readonly features: number;
  /** What a reader of the file should know. */
  readonly notes: readonly string[];
}
