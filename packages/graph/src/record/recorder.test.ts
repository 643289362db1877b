import { describe, expect, test } from "vitest";
import { Recorder, typedArray } from "./recorder.ts";
import { uniformNumber } from "./value.ts";

function start() {
  const recorder = new Recorder();
  const x = recorder.fresh("Input", { name: "x" }, [2, 5, 7, 3], "float32");
  const row = recorder.fresh("Input", { name: "row" }, [3], "float32");
  return { recorder, x, row };
}

describe("common subexpressions", () => {
  test("equal operations on equal inputs are one value", () => {
    const { recorder, x, row } = start();
    const sum = () => recorder.elementwise("Add", [x, row], {}, "float32");
    expect(sum()).toBe(sum());
    expect(recorder.elementwise("Add", [row, x], {}, "float32")).not.toBe(sum());
    expect(recorder.fresh("Input", { name: "x" }, [2, 5, 7, 3], "float32")).not.toBe(x);
  });

  test("attributes tell operations apart, infinities, NaN and signs of zero among them", () => {
    const { recorder, x } = start();
    const ends = [1, 2, 0, -0, Infinity, -Infinity, Number.NaN];
    const values = ends.map((end) => recorder.operation("Pad", [x], { end: [end] }, x.shape, "float32"));
    expect(new Set(values).size).toBe(ends.length);
    expect(recorder.operation("Pad", [x], { end: [Infinity] }, x.shape, "float32")).toBe(values[4]);
  });

  test("small constants are compared by content and type, large ones are not", () => {
    const { recorder } = start();
    const make = (numbers: number[], dtype: "float32" | "int32" = "float32") =>
      recorder.constant(typedArray(numbers, dtype), [numbers.length], dtype);
    expect(make([1, 2, 3])).toBe(make([1, 2, 3]));
    expect(make([1, 2, 3])).not.toBe(make([1, 2, 4]));
    expect(make([1, 2, 3])).not.toBe(make([1, 2, 3], "int32"));
    const long = Array.from({ length: 100 }, (_, index) => index);
    expect(make(long)).not.toBe(make(long));
    expect(make([0])).not.toBe(make([-0]));
  });
});

describe("lazy broadcasts", () => {
  test("one number everywhere is a scalar, and stays one through elementwise operations", () => {
    const { recorder } = start();
    const ones = recorder.constant(new Float32Array(12).fill(1), [3, 4], "float32");
    expect(ones).toMatchObject({ op: "Expand", shape: [3, 4], inputs: [{ op: "Constant", shape: [] }] });
    const exponential = recorder.elementwise("Exp", [ones], {}, "float32");
    expect(exponential).toMatchObject({ op: "Expand", inputs: [{ op: "Exp", shape: [] }] });
    expect(uniformNumber(ones)).toBe(1);
    expect(uniformNumber(exponential)).toBeNull();
  });

  test("zeros of both signs and numbers that are none keep their places", () => {
    const { recorder } = start();
    for (const numbers of [
      [0, -0],
      [Number.NaN, 1],
    ])
      expect(recorder.constant(Float32Array.from(numbers), [2], "float32").op).toBe("Constant");
  });

  test("an elementwise operation is computed on the smallest shape that holds its result", () => {
    const { recorder, x, row } = start();
    const wide = recorder.expand(row, x.shape);
    const product = recorder.elementwise("Mul", [wide, recorder.expand(row, [7, 3])], {}, "float32");
    expect(product).toMatchObject({ op: "Expand", shape: x.shape, inputs: [{ op: "Mul", shape: [3] }] });
    expect(recorder.elementwise("Mul", [wide, x], {}, "float32")).toMatchObject({
      op: "Mul",
      inputs: [row, x],
    });
  });

  test("expanding what is expanded, or by axes of length 1, adds nothing", () => {
    const { recorder, row } = start();
    const wide = recorder.expand(recorder.expand(row, [7, 3]), [5, 7, 3]);
    expect(wide.inputs).toEqual([row]);
    expect(recorder.expand(row, [3])).toBe(row);
    expect(recorder.expand(row, [1, 1, 3])).toMatchObject({ op: "Reshape", inputs: [row] });
  });
});

describe("reshapes and arithmetic", () => {
  test("a reshape of a reshape is one, and one back is none", () => {
    const { recorder, x } = start();
    const flat = recorder.reshape(recorder.reshape(x, [70, 3]), [210]);
    expect(flat.inputs).toEqual([x]);
    expect(recorder.reshape(flat, x.shape)).toBe(x);
  });

  test("adding zero and multiplying by one vanish, with the shape of the broadcast", () => {
    const { recorder, x, row } = start();
    const [zero, one] = [recorder.scalar(0), recorder.scalar(1)];
    expect(recorder.add(x, zero)).toBe(x);
    expect(recorder.add(zero, x)).toBe(x);
    expect(recorder.subtract(x, zero)).toBe(x);
    expect(recorder.multiply(one, x)).toBe(x);
    expect(recorder.multiply(x, one)).toBe(x);
    expect(recorder.add(row, recorder.expand(zero, [7, 3])).shape).toEqual([7, 3]);
    expect(recorder.subtract(zero, x).op).toBe("Sub");
    expect(recorder.multiply(zero, x).op).toBe("Multiply"); // 0 · NaN is NaN
  });

  test("constants are folded in float32", () => {
    const { recorder } = start();
    const sum = recorder.add(recorder.scalar(0.1), recorder.scalar(0.2));
    expect(uniformNumber(sum)).toBe(Math.fround(Math.fround(0.1) + Math.fround(0.2)));
  });

  test("shapes that do not fit together are refused", () => {
    const { recorder, x, row } = start();
    const wrong = recorder.reshape(x, [70, 3, 1]);
    expect(() => recorder.elementwise("Add", [wrong, recorder.expand(row, [2, 3])], {}, "float32")).toThrow(
      "do not fit together",
    );
  });
});
