import type { KernelBackend, Tensor, TensorInfo } from "@tensorflow/tfjs-core";

/** An attribute of a TensorFlow operation, as the addon takes it. */
export interface OpAttribute {
  readonly name: string;
  readonly type: number;
  readonly value: number | boolean | string | readonly number[];
}

/** The part of the addon that kernels use: its version and TensorFlow's numbers for kinds of attributes and for types. */
export interface NodeBinding {
  readonly TF_Version: string;
  readonly TF_ATTR_INT: number;
  readonly TF_ATTR_FLOAT: number;
  readonly TF_ATTR_BOOL: number;
  readonly TF_ATTR_STRING: number;
  readonly TF_ATTR_TYPE: number;
  readonly TF_FLOAT: number;
  readonly TF_INT32: number;
}

/** TensorFlow.js's backend on the native library, as far as kernels use it. */
export interface NodeBackend extends KernelBackend {
  readonly binding: NodeBinding;
  readonly isUsingGpuDevice: boolean;
  executeMultipleOutputs(
    name: string,
    attributes: readonly OpAttribute[],
    inputs: readonly TensorInfo[],
    outputs: number,
  ): Tensor[];
}

/** Attributes by name; a plain string is text, `{ type }` a type, `{ float }` a number that is no integer. */
export type Attributes = Readonly<
  Record<string, boolean | string | readonly number[] | { type: "float32" | "int32" } | { float: number }>
>;

/** Runs one TensorFlow operation on float32 tensors (its type attribute `T`) and returns its outputs. */
export function runOp(
  backend: NodeBackend,
  name: string,
  inputs: readonly TensorInfo[],
  attributes: Attributes = {},
  outputs = 1,
): Tensor[] {
  const { binding } = backend;
  const listed = Object.entries({ T: { type: "float32" as const }, ...attributes }).map(([key, value]) =>
    attribute(binding, key, value),
  );
  return backend.executeMultipleOutputs(name, listed, inputs, outputs);
}

function attribute(binding: NodeBinding, name: string, value: Attributes[string]): OpAttribute {
  if (typeof value === "boolean") return { name, type: binding.TF_ATTR_BOOL, value };
  if (typeof value === "string") return { name, type: binding.TF_ATTR_STRING, value };
  if (isNumbers(value)) return { name, type: binding.TF_ATTR_INT, value };
  if ("float" in value) return { name, type: binding.TF_ATTR_FLOAT, value: value.float };
  const type = value.type === "int32" ? binding.TF_INT32 : binding.TF_FLOAT;
  return { name, type: binding.TF_ATTR_TYPE, value: type };
}

function isNumbers(value: Attributes[string]): value is readonly number[] {
  return Array.isArray(value);
}
