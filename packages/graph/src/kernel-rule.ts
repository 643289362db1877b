import type { Lowered, Lowering } from "./lower/lowering.ts";
import type { Recorder } from "./record/recorder.ts";
import type { Attributes, Value } from "./record/value.ts";

/** The inputs of a kernel by TensorFlow.js's names; of a list, by position. */
export type KernelInputs = Readonly<Record<string, Value>>;

/** How TensorFlow.js's kernel of this name becomes values: shape rules, and what is simpler to say otherwise. */
export type RecordRule = (
  inputs: KernelInputs,
  attributes: Attributes,
  recorder: Recorder,
) => Value | readonly Value[];

/** How a recorded value becomes ONNX nodes. */
export type LowerRule = (value: Value, lowering: Lowering) => Lowered;

/** One file of `kernels/`: recording rules by kernel name and lowering rules by op name, side by side. */
export interface KernelRules {
  readonly record: Readonly<Record<string, RecordRule>>;
  readonly lower: Readonly<Record<string, LowerRule>>;
}
