import { expect, test } from "vitest";
import type { DType } from "../record/value.ts";
import type { RuntimeTensor } from "../run/onnxruntime.ts";
import { openSession, runSession, runtimeTensor } from "../run/session.ts";
import { OnnxModel } from "./onnx-model.ts";

type Numbers = Float32Array | Int32Array | Uint8Array;

interface Data {
  readonly data: Numbers;
  readonly shape: readonly number[];
  readonly dtype: DType;
}

/** What ONNX Runtime makes of a file. */
function evaluated(model: OnnxModel, inputs: Record<string, Data>, outputs: Record<string, Data>): Numbers[] {
  const session = openSession(model.bytes(), { threads: 1, constantWeights: false });
  const bound = (arrays: Record<string, Data>): Record<string, RuntimeTensor> =>
    Object.fromEntries(Object.entries(arrays).map(([name, array]) => [name, runtimeTensor(array)]));
  runSession(session, bound(inputs), bound(outputs));
  session.dispose();
  return Object.values(outputs).map(({ data }) => data);
}

const array = (data: Numbers, shape: readonly number[] = [data.length]): Data => {
  if (data instanceof Float32Array) return { data, shape, dtype: "float32" };
  return { data, shape, dtype: data instanceof Int32Array ? "int32" : "bool" };
};

test("constants of every type, integer lists and floats arrive", () => {
  const model = new OnnxModel();
  model.input("x", [2, 3], "float32");
  const names = [
    model.node("Add", ["x", model.constant(Float32Array.of(1, -2.5, 3e-20), [3])], {}, { names: ["a"] }),
    model.node("Identity", [model.constant(Int32Array.of(-7, 2 ** 31 - 1), [2])], {}, { names: ["b"] }),
    model.node("Identity", [model.constant(Uint8Array.of(1, 0, 1), [3])], {}, { names: ["c"] }),
    model.node("Reshape", ["x", model.integers([3, -1])], {}, { names: ["d"] }),
    model.node("Mul", ["x", model.float(0.5)], {}, { names: ["e"] }),
  ].flat();
  expect(names).toEqual(["a", "b", "c", "d", "e"]);
  model.output("a", [2, 3], "float32");
  model.output("b", [2], "int32");
  model.output("c", [3], "bool");
  model.output("d", [3, 2], "float32");
  model.output("e", [2, 3], "float32");
  const results = evaluated(
    model,
    { x: array(Float32Array.of(1, 2, 3, 4, 5, 6), [2, 3]) },
    {
      a: array(new Float32Array(6), [2, 3]),
      b: array(new Int32Array(2)),
      c: array(new Uint8Array(3)),
      d: array(new Float32Array(6), [3, 2]),
      e: array(new Float32Array(6), [2, 3]),
    },
  );
  expect(results).toEqual([
    Float32Array.of(2, -0.5, 3, 5, 2.5, 6),
    Int32Array.of(-7, 2 ** 31 - 1),
    Uint8Array.of(1, 0, 1),
    Float32Array.of(1, 2, 3, 4, 5, 6),
    Float32Array.of(0.5, 1, 1.5, 2, 2.5, 3),
  ]);
});

test("attributes: integers, texts, lists and floats; omitted inputs; further outputs; other domains", () => {
  const model = new OnnxModel();
  model.input("x", [1, 1, 2, 4], "float32");
  const pool = { kernel_shape: [2, 2], strides: [2, 2] };
  const [maxima, places] = model.node("MaxPool", ["x"], pool, { outputs: 2 }) as [string, string];
  model.node("Cast", [places], { to: 6 }, { names: ["places"] });
  const scales = model.constant(Float32Array.of(1, 1, 1, 2), [4]);
  const nearest = {
    mode: "nearest",
    nearest_mode: "floor",
    coordinate_transformation_mode: "asymmetric",
  };
  model.node("Resize", [maxima, "", scales], nearest, { names: ["wide"] });
  model.node("LeakyRelu", [maxima], { alpha: { float: 0.25 } }, { names: ["leaky"] });
  const inputs = [maxima, maxima];
  model.node(
    "FusedMatMul",
    inputs,
    { transB: 1, alpha: { float: 2 } },
    { domain: "com.microsoft", names: ["product"] },
  );
  model.output("places", [1, 1, 1, 2], "int32");
  model.output("wide", [1, 1, 1, 4], "float32");
  model.output("leaky", [1, 1, 1, 2], "float32");
  model.output("product", [1, 1, 1, 1], "float32");
  expect(model.nodeCount).toBe(5);
  const results = evaluated(
    model,
    { x: array(Float32Array.of(-4, -1, 5, 2, -3, -2, 7, 0), [1, 1, 2, 4]) },
    {
      places: array(new Int32Array(2), [1, 1, 1, 2]),
      wide: array(new Float32Array(4), [1, 1, 1, 4]),
      leaky: array(new Float32Array(2), [1, 1, 1, 2]),
      product: array(new Float32Array(1), [1, 1, 1, 1]),
    },
  );
  expect(results).toEqual([
    Int32Array.of(1, 6),
    Float32Array.of(-1, -1, 7, 7),
    Float32Array.of(-0.25, 7),
    Float32Array.of(100),
  ]);
});

test("a dimension with a name takes any length", () => {
  const model = new OnnxModel();
  model.input("x", ["batch", 2], "float32");
  model.node("Neg", ["x"], {}, { names: ["y"] });
  model.output("y", ["batch", 2], "float32");
  for (const batch of [1, 3]) {
    const [y] = evaluated(
      model,
      { x: array(new Float32Array(2 * batch).fill(1), [batch, 2]) },
      { y: array(new Float32Array(2 * batch), [batch, 2]) },
    );
    expect(y).toEqual(new Float32Array(2 * batch).fill(-1));
  }
});

test("equal lists and floats are one constant, and the bytes are equal each time", () => {
  const make = () => {
    const model = new OnnxModel();
    expect(model.integers([1, 2])).toBe(model.integers([1, 2]));
    expect(model.integers([1, 2])).not.toBe(model.integers([2, 1]));
    expect(model.float(0.5)).toBe(model.float(0.5));
    model.node("Identity", [model.float(0.5)], {}, { names: ["y"] });
    model.output("y", [], "float32");
    model.describe("made with", "a test");
    return model.bytes();
  };
  expect(make()).toEqual(make());
  expect(Buffer.from(make()).includes("made with")).toBe(true);
});
