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
  /** Learning rates by layer group; groups that do not learn have none. */
  readonly learningRates: Readonly<Record<string, number>>;
  /** Length of the gradient over all trained tensors, before clipping; `NaN` where `skipped`. */
  readonly gradientNorm: number;
  /** The same by layer group; empty where `skipped`. */
  readonly gradientNorms: Readonly<Record<string, number>>;
  /** True where every label of the batch was ignored: no weight and no statistic moved. */
  readonly skipped: boolean;
  /** The whole step, its batch included. */
  readonly milliseconds: number;
  /** Of these, drawing or waiting for the batch. */
  readonly batchMilliseconds: number;
  /** Patches learnt from, by the time of the whole step. */
  readonly patchesPerSecond: number;
  /** Tensors of TensorFlow.js that are alive, and their bytes. */
  readonly tensorCount: number;
  readonly tensorBytes: number;
  /** Memory of the process in bytes; `null` where it cannot be asked. */
  readonly residentBytes: number | null;
  /** Score of the validation after this step; `null` where none was due. */
  readonly validation: number | null;
}
