/** What one step of a training did. */
export interface StepReport {
  /** Number of the step, counted from 1. */
  readonly step: number;
  /** Steps of the whole training. */
  readonly steps: number;
  /** Loss of the batch before the update; `NaN` where `skipped`. */
  readonly loss: number;
  /** Terms of the loss by name; the loss itself under its own name where it has no terms. */
  readonly lossParts: Readonly<Record<string, number>>;
  /** Learning rate of this step, before a group's `lrScale`. */
  readonly learningRate: number;
  /** Length of the gradient over all trained tensors, before clipping; `NaN` where `skipped`. */
  readonly gradientNorm: number;
  /** True where every label of the batch was ignored: no weight and no statistic moved. */
  readonly skipped: boolean;
  /** The whole step, its batch included. */
  readonly milliseconds: number;
  /** Of these, drawing or waiting for the batch. */
  readonly batchMilliseconds: number;
}
