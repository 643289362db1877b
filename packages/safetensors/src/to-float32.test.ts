import { describe, expect, test } from "vitest";
import { toFloat32 } from "./to-float32.ts";

/** By the definition: sign, exponent about 15, fraction of 10 bits. */
function half(bits: number): number {
  const [sign, exponent, fraction] = [bits >> 15 ? -1 : 1, (bits >> 10) & 31, bits & 1023];
  if (exponent === 31) return fraction === 0 ? sign * Infinity : Number.NaN;
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

describe("numbers as float32", () => {
  test("every float16 is exact", () => {
    const all = Uint16Array.from({ length: 65536 }, (_, bits) => bits);
    const widened = toFloat32({ type: "F16", shape: [65536], data: all });
    const expected = Float32Array.from(all, half);
    expect(widened.every((value, i) => Object.is(value, expected[i]))).toBe(true);
  });

  test("a bfloat16 is the upper half of a float32", () => {
    const values = [0, -0, 1, -2.5, 3.3895314e38, Infinity, 1e-40];
    const bits = new Uint32Array(Float32Array.from(values).buffer);
    const data = Uint16Array.from(bits, (word) => word >>> 16);
    const cut = new Float32Array(Uint32Array.from(bits, (word) => word & 0xffff0000).buffer);
    expect(toFloat32({ type: "BF16", shape: [values.length], data })).toEqual(cut);
  });

  test("float32 is not copied, float64 is rounded, truth values are 0 and 1", () => {
    const data = Float32Array.of(1, Number.NaN);
    expect(toFloat32({ type: "F32", shape: [2], data })).toBe(data);
    expect([
      ...toFloat32({ type: "F64", shape: [3], data: Float64Array.of(0.1, 16777217, Infinity) }),
    ]).toEqual([Math.fround(0.1), 16777216, Infinity]);
    expect([...toFloat32({ type: "BOOL", shape: [2], data: Uint8Array.of(0, 1) })]).toEqual([0, 1]);
  });

  test("integers are exact or refused", () => {
    expect([...toFloat32({ type: "I64", shape: [2], data: BigInt64Array.of(-7n, 2n ** 40n) })]).toEqual([
      -7,
      2 ** 40,
    ]);
    expect(() =>
      toFloat32({ type: "I32", shape: [1], data: Int32Array.of(16777217) }),
    ).toThrowErrorMatchingInlineSnapshot(
      `[SafetensorsError: element 0 of I32 is 16777217, which float32 does not hold; read the data as they are]`,
    );
    expect(() => toFloat32({ type: "U64", shape: [1], data: BigUint64Array.of(2n ** 64n - 1n) })).toThrow(
      "U64",
    );
    expect(() => toFloat32({ type: "F64", shape: [1], data: Float64Array.of(1e300) })).toThrow(
      "float32 does not hold",
    );
  });
});
