import type { Batch } from "@undercoat/datasets";
import type { FitNumbers } from "../fit-options.ts";
import type { MethodInputs } from "../training-method.ts";

/** What one forward and backward pass gave. */
export interface StepLosses {
  readonly loss: number;
  readonly lossParts: Readonly<Record<string, number>>;
}

/** The same, with the logits where a method reads them; they may be overwritten. */
export interface StepResult extends StepLosses {
  readonly logits: Float32Array | null;
}

/** When and how fast one update moves the weights. */
export interface UpdateMoment {
  readonly step: number;
  /** Number of the update, counted from 1. */
  readonly update: number;
  readonly learningRate: number;
}

/** Lengths of the gradient before clipping. */
export interface GradientNorms {
  readonly gradientNorm: number;
  /** By layer group; groups that do not learn have none. */
  readonly gradientNorms: Readonly<Record<string, number>>;
}

/** The computing half of a training: operation by operation, or as a compiled graph. */
export interface Stepper {
  /** Loss and gradients of a batch; running statistics move, weights do not. */
  compute(batch: Batch, inputs: MethodInputs): StepResult;
  /** The last gradients by tensor, in the order and the memory they are used in. May be overwritten. */
  gradients(): ReadonlyMap<string, Float32Array>;
  /** Moves the weights by {@link Stepper.gradients}. */
  update(numbers: FitNumbers, moment: UpdateMoment): GradientNorms;
  /** Brings the model's variables and the optimiser's slots up to date. */
  writeBack(): void;
  dispose(): void;
}
