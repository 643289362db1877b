/** A tensor that was frozen, with SHA-256 of its bytes when the phase began and when it ended. */
export interface FrozenProof {
  readonly tensor: string;
  readonly fromStep: number;
  readonly toStep: number;
  readonly before: string;
  readonly after: string;
}

/** What a training that ended without an error has to show. */
export interface TrainingResult {
  readonly steps: number;
  readonly updates: number;
  /** `"early"`: the validation score stopped to improve; `"left"`: the consumer left the loop. */
  readonly ended: "finished" | "early" | "left";
  /** Every frozen tensor, running statistics included; `before` and `after` are equal, or the training failed. */
  readonly frozen: readonly FrozenProof[];
  /** Best validation score and its step; `null` where none was taken. */
  readonly best: { readonly step: number; readonly score: number } | null;
  /** Whether the model now holds averaged weights. */
  readonly averaged: boolean;
}
