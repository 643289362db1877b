import type { AdamSlots, FloatArray } from "./adam.ts";
import type { Progress } from "./internal/progress.ts";
import type { MethodState } from "./training-method.ts";

/** One named tensor on the host. */
export interface StoredTensor {
  readonly shape: readonly number[];
  readonly data: FloatArray;
}

/** The settings that a resumed training must share with the one it continues. */
export type TrainingSettings = Readonly<Record<string, string | number | boolean | null | readonly number[]>>;

/** Everything a training needs to continue bit for bit on the same engine. Holds copies. */
export interface TrainingState {
  /** Steps done. */
  readonly step: number;
  /** Weight updates done: steps without those that had nothing to learn from. */
  readonly updates: number;
  readonly settings: TrainingSettings;
  /** Engine (or TensorFlow.js backend) that computed it: another one gives other last digits. */
  readonly backend: string;
  /** All weights in network order, running statistics included. */
  readonly weights: ReadonlyMap<string, StoredTensor>;
  /** Running means of the optimiser, by name of the trained tensor. */
  readonly slots: ReadonlyMap<string, AdamSlots>;
  /** Averaged weights by tensor, where the training averages. */
  readonly averages?: ReadonlyMap<string, FloatArray>;
  /** Validation, plateau and proofs of frozen tensors so far; checkpoints of the first release have none. */
  readonly progress?: Progress;
  /** What the method remembers, where the training has one. */
  readonly method?: MethodState;
  /** What `BatchSource.save()` returned. */
  readonly sampler: unknown;
  /** Losses of the last steps, oldest first; `null` where a step had nothing to learn from. */
  readonly recentLosses: readonly (number | null)[];
}
