import { expect, test } from "vitest";
import { decodeLzw } from "./lzw.ts";

/** Codes of 9 bits as bytes. */
function packed(codes: readonly number[]): Uint8Array {
  const bits = codes.map((code) => code.toString(2).padStart(9, "0")).join("");
  return Uint8Array.from(bits.match(/.{1,8}/g) ?? [], (byte) => Number.parseInt(byte.padEnd(8, "0"), 2));
}

test("the example of TIFF 6.0, section 13", () => {
  const codes = [256, 7, 258, 8, 8, 258, 6, 6, 257];
  expect([...decodeLzw(packed(codes), 100)]).toEqual([7, 7, 7, 8, 8, 7, 7, 6, 6]);
});

test("a code that is not defined, a missing clear code and too much data are refused", () => {
  expect(() => decodeLzw(packed([256, 7, 300]), 100)).toThrow(RangeError);
  expect(() => decodeLzw(packed([256, 258]), 100)).toThrow(RangeError);
  expect(() => decodeLzw(packed([7, 7, 257]), 100)).toThrow("clear code");
  expect(() => decodeLzw(packed([256, 7, 258, 259, 260, 257]), 9)).toThrow("beyond the 9 bytes");
});
