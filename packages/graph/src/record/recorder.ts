import { broadcastShape, sameNumbers, sizeOf } from "../shapes.ts";
import { type Attributes, type ConstantData, type DType, uniformNumber, type Value } from "./value.ts";

/** Constants up to this size are compared by content. */
const COMPARED = 64;

/**
 * Collects the values of one function. Equal operations on equal inputs are one value, broadcasts stay
 * lazy (op `"Expand"`), reshapes of reshapes are one.
 */
export class Recorder {
  private count = 0;
  private readonly known = new Map<string, Value>();

  /** A value of its own: a placeholder, which equals no other. */
  fresh(op: string, attributes: Attributes, shape: readonly number[], dtype: DType): Value {
    return { id: this.count++, op, inputs: [], attributes, shape, dtype, data: null };
  }

  /** An operation without side effects. */
  operation(
    op: string,
    inputs: readonly Value[],
    attributes: Attributes,
    shape: readonly number[],
    dtype: DType,
  ): Value {
    const key = `${op}|${inputs.map(({ id }) => id)}|${shape}|${dtype}|${JSON.stringify(attributes, exactly)}`;
    const known = this.known.get(key);
    if (known) return known;
    const value: Value = { id: this.count++, op, inputs, attributes, shape, dtype, data: null };
    this.known.set(key, value);
    return value;
  }

  /** A constant; one number everywhere becomes a lazy broadcast. */
  constant(data: ConstantData, shape: readonly number[], dtype: DType): Value {
    const first = data[0];
    if (data.length > 1 && data.every((number) => Object.is(number, first)))
      return this.expand(this.constant(data.slice(0, 1), [], dtype), shape);
    const key = data.length <= COMPARED ? `Constant|${dtype}|${shape}|${Array.from(data, exactText)}` : null;
    const known = key === null ? undefined : this.known.get(key);
    if (known) return known;
    const value: Value = { id: this.count++, op: "Constant", inputs: [], attributes: {}, shape, dtype, data };
    if (key !== null) this.known.set(key, value);
    return value;
  }

  /** One number. */
  scalar(number: number, dtype: DType = "float32"): Value {
    return this.constant(typedArray([number], dtype), [], dtype);
  }

  /** A value repeated along axes of length 1, or along new axes in front; only materialised where it must be. */
  expand(value: Value, shape: readonly number[]): Value {
    if (sameNumbers(value.shape, shape)) return value;
    const source = value.op === "Expand" ? value.inputs[0]! : value;
    if (sizeOf(source.shape) === sizeOf(shape)) return this.reshape(source, shape);
    return this.operation("Expand", [source], {}, shape, source.dtype);
  }

  /** The same numbers under another shape. */
  reshape(value: Value, shape: readonly number[]): Value {
    if (sameNumbers(value.shape, shape)) return value;
    const number = uniformNumber(value);
    if (number !== null && sizeOf(shape) !== 1) return this.expand(this.scalar(number, value.dtype), shape);
    if (value.op === "Reshape") return this.reshape(value.inputs[0]!, shape);
    if (value.data !== null) return this.constant(value.data, shape, value.dtype);
    return this.operation("Reshape", [value], {}, shape, value.dtype);
  }

  /** An elementwise operation with broadcasting; it is computed on the smallest shape that holds its result. */
  elementwise(op: string, operands: readonly Value[], attributes: Attributes, dtype: DType): Value {
    const shape = broadcastShape(...operands.map((operand) => operand.shape));
    const sources = operands.map((operand) => (operand.op === "Expand" ? operand.inputs[0]! : operand));
    const inner = broadcastShape(...sources.map((source) => source.shape));
    return this.expand(this.operation(op, sources, attributes, inner, dtype), shape);
  }

  /** `a + b` of floats, where zeros vanish. */
  add(a: Value, b: Value): Value {
    const shape = broadcastShape(a.shape, b.shape);
    if (uniformNumber(a) === 0) return this.expand(b, shape);
    if (uniformNumber(b) === 0) return this.expand(a, shape);
    return this.arithmetic("Add", a, b, (x, y) => x + y);
  }

  /** `a − b` of floats. */
  subtract(a: Value, b: Value): Value {
    if (uniformNumber(b) === 0) return this.expand(a, broadcastShape(a.shape, b.shape));
    return this.arithmetic("Sub", a, b, (x, y) => x - y);
  }

  /** `a · b` of floats, where ones vanish. */
  multiply(a: Value, b: Value): Value {
    const shape = broadcastShape(a.shape, b.shape);
    if (uniformNumber(a) === 1) return this.expand(b, shape);
    if (uniformNumber(b) === 1) return this.expand(a, shape);
    return this.arithmetic("Multiply", a, b, (x, y) => x * y);
  }

  private arithmetic(op: string, a: Value, b: Value, compute: (x: number, y: number) => number): Value {
    const [x, y] = [uniformNumber(a), uniformNumber(b)];
    if (x !== null && y !== null && a.dtype === "float32")
      return this.expand(this.scalar(compute(x, y)), broadcastShape(a.shape, b.shape));
    return this.elementwise(op, [a, b], {}, a.dtype);
  }
}

/** JSON has one word for infinities and NaN, and none for the sign of zero. */
function exactly(_: string, value: unknown): unknown {
  return typeof value === "number" ? exactText(value) : value;
}

function exactText(number: number): string {
  return Object.is(number, -0) ? "-0" : String(number);
}

/** Numbers as a constant of the type holds them. */
export function typedArray(values: ArrayLike<number>, dtype: DType): ConstantData {
  if (dtype === "float32") return values instanceof Float32Array ? values : Float32Array.from(values);
  return dtype === "bool" ? Uint8Array.from(values) : Int32Array.from(values);
}
