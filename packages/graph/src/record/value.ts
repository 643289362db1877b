/** Element types that a graph knows. */
export type DType = "float32" | "int32" | "bool";

/** Numbers of a constant. */
export type ConstantData = Float32Array | Int32Array | Uint8Array;

/** What an operation was called with beside its inputs. */
export type Attributes = Readonly<Record<string, unknown>>;

/**
 * One value of a recorded function, computed once and never changed (SSA). `op` names the rule that
 * lowers it; shapes and axes are those of TensorFlow.js (channels last).
 */
export interface Value {
  readonly id: number;
  readonly op: string;
  readonly inputs: readonly Value[];
  readonly attributes: Attributes;
  readonly shape: readonly number[];
  readonly dtype: DType;
  /** The numbers of an op `"Constant"`, else `null`. */
  readonly data: ConstantData | null;
}

/** The single number of a constant that holds one number everywhere, else `null`. */
export function uniformNumber(value: Value): number | null {
  if (value.op === "Expand") return uniformNumber(value.inputs[0]!);
  return value.data?.length === 1 ? value.data[0]! : null;
}
