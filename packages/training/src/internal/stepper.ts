import type { Batch } from "@undercoat/datasets";
import type { FitNumbers } from "../fit-options.ts";

/** What one forward and backward pass gave. */
export interface StepLosses {
  readonly loss: number;
  readonly lossParts: Readonly<Record<string, number>>;
}

/** When and how fast one update moves the weights. */
export interface UpdateMoment {
  readonly step: number;
  /** Number of the update, counted from 1. */
  readonly update: number;
  readonly learningRate: number;
}

/** The computing half of a training: operation by operation, or as a compiled graph. */
export interface Stepper {
  /** Loss and gradients of a batch; running statistics move, weights do not. */
  compute(batch: Batch): StepLosses;
  /** Moves the weights by the last gradients; returns the length of the gradient before clipping. */
  update(numbers: FitNumbers, moment: UpdateMoment): number;
  /** Brings the model's variables and the optimiser's slots up to date. */
  writeBack(): void;
  dispose(): void;
}
