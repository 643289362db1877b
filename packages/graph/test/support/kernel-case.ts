import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-backend-cpu";
import "@tensorflow/tfjs-layers";
import type { NamedTensors } from "@undercoat/tensor";
import { expect } from "vitest";
import { type CompiledFunction, compileFunction } from "../../src/compile-function.ts";
import type { RecordRule } from "../../src/kernel-rule.ts";
import { RECORD_RULES } from "../../src/kernels/kernels.ts";
import { difference, floats, numbersOf, type Spec } from "./numbers.ts";

/** Tensors of a case, by name. */
export type Tensors = Record<string, tf.Tensor>;

/** A function of tensors that is traced and run on the cpu backend. */
export interface KernelCase {
  readonly name: string;
  /** The kernels that the trace must have met; `"coverage"` asks every kernel to be in one case. */
  readonly covers: readonly string[];
  readonly inputs: Readonly<Record<string, Spec>>;
  readonly run: (inputs: Tensors) => tf.Tensor;
  /**
   * What the gradient is compared with: the cpu backend's (`"cpu"`, if omitted), finite differences of the
   * traced forward pass where that is wrong or missing, or nothing where there is none.
   */
  readonly gradient?: "cpu" | "finite" | "none";
  /** What to run on the cpu backend where `run` is wrong or unknown there; its gradient is then right too. */
  readonly reference?: (inputs: Tensors) => tf.Tensor;
  readonly tolerance?: number;
}

/** Float32 sums of some hundred numbers in another order. */
export const FLOAT32_SUM = 2e-5;
/** Central differences of a smooth function in float32, step {@link STEP}. */
const FINITE_DIFFERENCE = 4e-3;
const STEP = 1e-2;

const met = new Set<string>();

/** Notes which kernels a trace meets: rules are looked up when the first function is compiled. */
function watchRules(): void {
  const rules = RECORD_RULES as Record<string, RecordRule>;
  for (const [name, rule] of Object.entries(RECORD_RULES)) {
    rules[name] = (inputs, attributes, recorder) => {
      met.add(name);
      return rule(inputs, attributes, recorder);
    };
  }
}
watchRules();

/** Names of the kernels that traces met since this was last called. */
export function metKernels(): string[] {
  const names = [...met];
  met.clear();
  return names;
}

/** Fails where the traced function and its gradients are not what {@link KernelCase} says. */
export function expectCase(kernelCase: KernelCase): void {
  const { name, covers, inputs, run, gradient = "cpu", tolerance = FLOAT32_SUM } = kernelCase;
  const entries = Object.entries(inputs);
  const numbers = Object.fromEntries(
    entries.map(([key, spec], index) => [key, numbersOf(spec, 7 * index + name.length)]),
  );
  const differentiated = entries
    .filter(([, { dtype }]) => gradient !== "none" && dtype !== "int32")
    .map(([key]) => key);
  const specs = Object.fromEntries(
    entries.map(([key, { shape, dtype = "float32" as const }]) => [key, { shape, dtype }]),
  );
  const compiled = compileFunction({
    run: (tensors) => withGradients(run, tensors, differentiated),
    inputs: specs,
    variables: [],
  });
  expect(metKernels(), "kernels of the trace").toEqual(expect.arrayContaining([...covers]));
  const found = copied(compiled.run(numbers));
  const reference = kernelCase.reference ?? run;
  const expected = onCpu(
    (tensors) => withGradients(reference, tensors, gradient === "cpu" ? differentiated : []),
    inputs,
    numbers,
  );
  for (const [key, values] of Object.entries(expected)) {
    expect(difference(found[key]!, values), `${key} of ${name}`).toBeLessThan(tolerance);
  }
  if (gradient === "finite") expectFiniteDifferences(compiled, numbers, differentiated);
  compiled.dispose();
}

/** The value of a function, and the gradient of its weighted sum to each of `differentiated`. */
export function withGradients(
  run: (inputs: Tensors) => tf.Tensor,
  tensors: NamedTensors,
  differentiated: readonly string[],
): NamedTensors {
  if (differentiated.length === 0) return { value: run({ ...tensors }) };
  let value: tf.Tensor | undefined;
  const gradients = tf.grads((...parts: tf.Tensor[]) => {
    const given = Object.fromEntries(differentiated.map((key, index) => [key, parts[index]!]));
    const result = run({ ...tensors, ...given });
    value = tf.keep(result.clone());
    return tf.sum(tf.mul(result, tf.tensor(weightsOf(result.shape), result.shape)));
  })(differentiated.map((key) => tensors[key]!));
  const named = differentiated.map((key, index) => [`gradient of ${key}`, gradients[index]!]);
  return { value: value!, ...Object.fromEntries(named) };
}

/** A function's outputs on the cpu backend. */
export function onCpu(
  run: (tensors: Tensors) => NamedTensors,
  inputs: Readonly<Record<string, Spec>>,
  numbers: Readonly<Record<string, Float32Array | Int32Array>>,
): Record<string, Float32Array | Int32Array | Uint8Array> {
  return tf.tidy(() => {
    const tensors: Tensors = {};
    for (const [key, { shape, dtype }] of Object.entries(inputs))
      tensors[key] = tf.tensor(numbers[key]!, [...shape], dtype);
    const results = Object.entries(run(tensors)).map(([key, tensor]) => {
      const values = tensor.dataSync().slice();
      tensor.dispose();
      return [key, values];
    });
    return Object.fromEntries(results);
  });
}

/** Fails where a gradient output is not the slope of the value output's weighted sum. */
function expectFiniteDifferences(
  compiled: CompiledFunction,
  numbers: Readonly<Record<string, Float32Array | Int32Array>>,
  differentiated: readonly string[],
): void {
  const analytic = copied(compiled.run(numbers));
  const score = () => {
    const value = compiled.run(numbers)["value"]!;
    const weights = weightsOf([value.length]);
    let sum = 0;
    for (let index = 0; index < value.length; index++) sum += value[index]! * weights[index]!;
    return sum;
  };
  for (const key of differentiated) {
    const values = numbers[key]!;
    const slopes = Float32Array.from(values, (center, index) => {
      values[index] = center + STEP;
      const above = score();
      values[index] = center - STEP;
      const below = score();
      values[index] = center;
      return (above - below) / (2 * STEP);
    });
    expect(difference(analytic[`gradient of ${key}`]!, slopes), `gradient of ${key}`).toBeLessThan(
      FINITE_DIFFERENCE,
    );
  }
}

function weightsOf(shape: readonly number[]): Float32Array {
  return floats(shape, 77);
}

function copied<T extends Float32Array | Int32Array>(arrays: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(arrays).map(([key, values]) => [key, values.slice() as T]));
}
