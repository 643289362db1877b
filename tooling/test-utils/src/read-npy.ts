import { readFileSync } from "node:fs";
import { TestUtilsError } from "./errors.ts";

/** The typed arrays that golden values come in. */
export type GoldenData = Float32Array | Float64Array | Int32Array | Uint8Array;

/** A golden array: flat, row-major. int64 values arrive as float64 numbers. */
export interface GoldenArray {
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly data: GoldenData;
}

const dtypes: Readonly<Record<string, string>> = {
  "<f4": "float32",
  "<f8": "float64",
  "<i4": "int32",
  "<i8": "int64",
  "|u1": "uint8",
  "|b1": "uint8",
};

/** Reads a `.npy` file, version 1, little-endian, C order. */
export function readNpy(path: string): GoldenArray {
  const bytes = readFileSync(path);
  const headerLength = bytes.readUInt16LE(8);
  const header = bytes.toString("latin1", 10, 10 + headerLength);
  const dtype = dtypes[/'descr': '([^']+)'/.exec(header)?.[1] ?? ""];
  const shape = /'shape': \(([^)]*)\)/
    .exec(header)?.[1]
    ?.split(",")
    .filter((size) => size.trim() !== "");
  if (dtype === undefined || shape === undefined || !header.includes("'fortran_order': False")) {
    throw new TestUtilsError("FILE_UNREADABLE", {
      message: `"${path}" has the .npy header "${header.trim()}"; expected a little-endian C-order array`,
      context: { path, header },
    });
  }
  const body = bytes.subarray(10 + headerLength);
  return { shape: shape.map(Number), dtype, data: typedFromBytes(body, dtype) };
}

/** Numbers as the typed array of a golden dtype. */
export function typedFromNumbers(values: readonly number[], dtype: string): GoldenData {
  if (dtype === "float32") return Float32Array.from(values);
  if (dtype === "int32") return Int32Array.from(values);
  if (dtype === "uint8" || dtype === "bool") return Uint8Array.from(values);
  return Float64Array.from(values);
}

function typedFromBytes(body: Uint8Array, dtype: string): GoldenData {
  const { buffer } = new Uint8Array(body); // a copy, so that the offset is aligned
  if (dtype === "float32") return new Float32Array(buffer);
  if (dtype === "float64") return new Float64Array(buffer);
  if (dtype === "int32") return new Int32Array(buffer);
  if (dtype === "int64") return Float64Array.from(new BigInt64Array(buffer), Number);
  return new Uint8Array(buffer);
}
