import * as tf from "@tensorflow/tfjs-core";
import { afterEach, beforeAll, expect, test } from "vitest";
import { useCpu } from "../../test/support/use-cpu.ts";
import { compileFunction } from "../compile-function.ts";
import type { GraphErrorCode } from "../errors.ts";
import { isGraphError } from "../errors.ts";

beforeAll(useCpu);
afterEach(() => expect(tf.getBackend()).toBe("cpu"));

const IMAGES = { x: { shape: [2, 3], dtype: "float32" } } as const;

/** What compiling a function of `[2, 3]` floats throws. */
function refused(run: (x: tf.Tensor) => tf.Tensor, variables: tf.Variable[] = []): unknown {
  try {
    compileFunction({ run: ({ x }) => ({ y: run(x!) }), inputs: IMAGES, variables });
    return null;
  } catch (error) {
    return error;
  }
}

function expectRefused(error: unknown, code: GraphErrorCode, ...words: string[]): void {
  expect(isGraphError(error, code), String(error)).toBe(true);
  const { message } = error as Error;
  for (const word of words) expect(message).toContain(word);
  expect(message).not.toContain("\n");
}

test("reading a value names the operation and its shape", () => {
  const error = refused((x) => tf.mul(x, tf.sum(tf.square(x), 1).dataSync()[0]!));
  expectRefused(error, "VALUE_READ", '"Sum" [2]');
  expect(error).toMatchInlineSnapshot(
    `[GraphError: the compiled function reads the result of "Sum" [2] (dataSync, data, array or print), which is only known when it runs; return it as an output or compute with tensors]`,
  );
});

test.each(["dataSync", "arraySync", "print", "toString"] as const)("%s of a result is refused", (method) => {
  expectRefused(
    refused((x) => {
      const y = tf.tanh(x);
      y[method]();
      return y;
    }),
    "VALUE_READ",
    '"Tanh"',
  );
});

test("numbers of a constant may be read", () => {
  expect(refused((x) => tf.mul(x, tf.tensor1d([1, 2, 3]).dataSync()[2]!))).toBeNull();
  expect(refused((x) => tf.mul(x, tf.zerosLike(x).dataSync()[2]!))).toBeNull();
});

const RANDOM: readonly [string, (x: tf.Tensor) => tf.Tensor][] = [
  ["dropout", (x) => tf.dropout(x, 0.5)],
  ["randomNormal", (x) => tf.add(x, tf.randomNormal([2, 3]))],
  ["randomUniform", (x) => tf.add(x, tf.randomUniform([2, 3]))],
  ["truncatedNormal", (x) => tf.add(x, tf.truncatedNormal([2, 3]))],
  ["randomGamma", (x) => tf.add(x, tf.randomGamma([2, 3], 1))],
  ["randomStandardNormal", (x) => tf.add(x, tf.randomStandardNormal([2, 3]))],
];

test.each(RANDOM)("%s is refused by name", (name, run) => {
  expectRefused(refused(run), "RANDOM_OPERATION", `"${name}"`, "as an input");
});

test("multinomial is refused", () => {
  const draw = (x: tf.Tensor) => tf.cast(tf.multinomial(x as tf.Tensor2D, 3), "float32");
  expectRefused(refused(draw), "KERNEL_UNSUPPORTED", '"Multinomial"');
});

test("a kernel without a rule is named", () => {
  const error = refused((x) => tf.topk(x, 2).values);
  expectRefused(error, "KERNEL_UNSUPPORTED", '"TopK"');
  expect(error).toMatchInlineSnapshot(
    `[GraphError: TensorFlow.js's kernel "TopK" has no form in a graph; run the step uncompiled]`,
  );
  expectRefused(
    refused((x) =>
      tf.mirrorPad(
        x,
        [
          [0, 0],
          [1, 1],
        ],
        "symmetric",
      ),
    ),
    "KERNEL_UNSUPPORTED",
    '"symmetric"',
  );
});

test("a variable that is not listed is named and keeps its numbers, its backend and its use", () => {
  const variable = tf.variable(tf.tensor1d([1, 2, 3]), true, "forgotten");
  const before = [tf.memory().numTensors, tf.backend().refCount(variable.dataId)];
  const error = refused((x) => tf.mul(x, variable));
  expectRefused(error, "VARIABLE_NOT_LISTED", '"forgotten"');
  expect(error).toMatchInlineSnapshot(
    `[GraphError: the compiled function uses the variable "forgotten", but it is not in the list of variables; its value would be frozen: make it before, and add it]`,
  );
  expect([tf.memory().numTensors, tf.backend().refCount(variable.dataId)]).toEqual(before);
  expect(variable.dataSync()).toEqual(Float32Array.of(1, 2, 3));
  variable.assign(tf.add(variable, 1));
  expect(variable.dataSync()).toEqual(Float32Array.of(2, 3, 4));
  expect(refused((x) => tf.mul(x, variable), [variable])).toBeNull();
  expect(variable.dataSync()).toEqual(Float32Array.of(2, 3, 4));
});

test("a variable that is not listed but assigned stays as it was", () => {
  const variable = tf.variable(tf.tensor1d([1, 2, 3]), true, "assigned");
  const compile = () =>
    refused((x) => {
      variable.assign(tf.tensor1d([7, 8, 9]));
      return tf.mul(x, variable);
    });
  expectRefused(compile(), "VARIABLE_NOT_LISTED", '"assigned"');
  expect(variable.dataSync()).toEqual(Float32Array.of(1, 2, 3));
  variable.assign(tf.tensor1d([4, 5, 6]));
  expect(variable.dataSync()).toEqual(Float32Array.of(4, 5, 6));
});

test("a variable that the function makes is refused, such as the slots of a new optimiser", () => {
  const weight = tf.variable(tf.tensor1d([1, 2, 3]), true, "weight");
  const optimizer = tf.train.adam(0.1);
  const minimize = (x: tf.Tensor) => {
    const loss = () => tf.sum(tf.square(tf.mul(x, weight))) as tf.Scalar;
    return optimizer.minimize(loss, true, [weight]) as tf.Tensor;
  };
  expectRefused(refused(minimize, [weight]), "VARIABLE_NOT_LISTED", "make it before");
});

test("a variable listed twice is refused and keeps its numbers", () => {
  const variable = tf.variable(tf.tensor1d([1, 2, 3]), true, "double");
  const error = refused((x) => tf.mul(x, variable), [variable, variable]);
  expectRefused(error, "STEP_REFUSED", '"double"', "twice");
  expect(variable.dataSync()).toEqual(Float32Array.of(1, 2, 3));
});

test("a function that compiles another one is refused; afterwards both compile", () => {
  const inner = (x: tf.Tensor) => tf.square(x);
  const error = refused((x) => {
    const nested = refused(inner);
    if (nested) throw nested;
    return inner(x);
  });
  expectRefused(error, "STEP_REFUSED", "one after the other");
  expect(refused(inner)).toBeNull();
});

test("what the function throws is passed on as it is, and the variables are as before", () => {
  const variable = tf.variable(tf.tensor1d([1, 2, 3]), true, "thrown");
  const own = new TypeError("mine");
  const tensors = tf.memory().numTensors;
  const error = refused(
    (x) => {
      variable.assign(tf.sum(x, 0));
      throw own;
    },
    [variable],
  );
  expect(error).toBe(own);
  expect(variable.dataSync()).toEqual(Float32Array.of(1, 2, 3));
  expect(tf.memory().numTensors).toBe(tensors);
});
