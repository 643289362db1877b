/** Numbers of a tensor as they lie in the file; half precision and truth values as unsigned integers. */
export type TensorData =
  | Uint8Array
  | Int8Array
  | Uint16Array
  | Int16Array
  | Uint32Array
  | Int32Array
  | BigUint64Array
  | BigInt64Array
  | Float32Array
  | Float64Array;

/** Constructor of each type, in the order of the reference library: by alignment, then as it lists them. */
export const ARRAY_TYPES = {
  BOOL: Uint8Array,
  U8: Uint8Array,
  I8: Int8Array,
  I16: Int16Array,
  U16: Uint16Array,
  F16: Uint16Array,
  BF16: Uint16Array,
  I32: Int32Array,
  U32: Uint32Array,
  F32: Float32Array,
  F64: Float64Array,
  I64: BigInt64Array,
  U64: BigUint64Array,
} as const;

/** A type of numbers that is read and written here: what has a typed array, and half precision. */
export type TensorType = keyof typeof ARRAY_TYPES;

/** Every {@link TensorType}. */
export const TENSOR_TYPES = Object.keys(ARRAY_TYPES) as readonly TensorType[];

/** Types of the format whose numbers have less than a byte, or no typed array to stand for them. */
export const FOREIGN_TYPES: readonly string[] = [
  "F4",
  "F6_E2M3",
  "F6_E3M2",
  "F8_E5M2",
  "F8_E4M3",
  "F8_E8M0",
  "F8_E4M3FNUZ",
  "F8_E5M2FNUZ",
  "C64",
];

/** What the header says of a tensor. */
export interface TensorInfo {
  readonly type: TensorType;
  readonly shape: readonly number[];
  /** First byte and the one after the last, counted from the beginning of the file. */
  readonly bytes: readonly [begin: number, end: number];
}

/** A tensor that was read. */
export interface SafetensorsTensor {
  readonly type: TensorType;
  readonly shape: readonly number[];
  /** Row-major. */
  readonly data: TensorData;
}
