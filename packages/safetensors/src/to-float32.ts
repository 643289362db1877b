import { SafetensorsError } from "./errors.ts";
import type { SafetensorsTensor } from "./tensor-types.ts";

/**
 * The numbers of a tensor as float32: F32 as it is, without a copy; F16 and BF16 exactly; F64 rounded; truth values
 * as 0 and 1; integers where float32 holds them exactly. NaN and infinity stay: whoever loads weights has to look.
 *
 * @throws {SafetensorsError} `VALUE_REFUSED` for an integer that float32 does not hold, or a finite F64 beyond its range.
 *
 * @example
 * ```ts
 * const weight = toFloat32({ type: "BF16", shape: [2], data: Uint16Array.of(0x3f80, 0xbf80) }); // 1, -1
 * ```
 */
export function toFloat32({ type, data }: SafetensorsTensor): Float32Array {
  if (data instanceof Float32Array) return data;
  if (type === "BF16") return widened(data as Uint16Array, (half) => half << 16);
  if (type === "F16") return widened(data as Uint16Array, bitsOfHalf);
  const numbers = Float32Array.from(data as ArrayLike<number | bigint> & Iterable<number>, Number);
  const odd = numbers.findIndex((number, index) => !holds(type, number, data[index]!));
  if (odd === -1) return numbers;
  throw new SafetensorsError("VALUE_REFUSED", {
    message: `element ${odd} of ${type} is ${data[odd]}, which float32 does not hold; read the data as they are`,
    context: { index: odd, value: String(data[odd]), type },
  });
}

/** Integers must stay what they are; of a float64 only whether it is finite. */
function holds(type: string, number: number, original: number | bigint): boolean {
  if (type === "F64") return Number.isFinite(number) === Number.isFinite(original);
  return typeof original === "bigint" ? BigInt(number) === original : number === original;
}

function widened(halves: Uint16Array, bits: (half: number) => number): Float32Array {
  const words = new Uint32Array(halves.length);
  for (let i = 0; i < halves.length; i += 1) words[i] = bits(halves[i]!);
  return new Float32Array(words.buffer);
}

/** The bits of the float32 that equals a float16: sign, 5 bits of exponent about 15, 10 of fraction. */
function bitsOfHalf(half: number): number {
  const sign = (half & 0x8000) << 16;
  const exponent = (half >> 10) & 0x1f;
  const fraction = half & 0x3ff;
  if (exponent === 0x1f) return sign | 0x7f800000 | (fraction << 13);
  if (exponent > 0) return sign | ((exponent + 112) << 23) | (fraction << 13);
  if (fraction === 0) return sign;
  const shift = Math.clz32(fraction) - 21; // up to the hidden bit of a number without one
  return sign | ((113 - shift) << 23) | (((fraction << shift) & 0x3ff) << 13);
}
