import { SafetensorsError } from "../errors.ts";
import {
  ARRAY_TYPES,
  FOREIGN_TYPES,
  TENSOR_TYPES,
  type TensorInfo,
  type TensorType,
} from "../tensor-types.ts";

const KEYS = ["dtype", "shape", "data_offsets"];

/** One entry of the header, checked; its data begin at `base`. */
export function tensorInfo(name: string, entry: unknown, base: number): TensorInfo {
  if (!isObject(entry)) throw refused(name, `is ${described(entry)}, expected dtype, shape and data_offsets`);
  const odd = Object.keys(entry).find((key) => !KEYS.includes(key));
  if (odd !== undefined) throw refused(name, `has a key ${JSON.stringify(odd)}, expected ${KEYS.join(", ")}`);
  const type = tensorType(name, entry["dtype"]);
  const shape = wholeNumbers(name, "shape", entry["shape"]);
  const offsets = wholeNumbers(name, "data_offsets", entry["data_offsets"]);
  const [begin, end] = offsets;
  if (offsets.length !== 2 || begin === undefined || end === undefined || end < begin) {
    throw refused(name, `has the offsets [${offsets.slice(0, 4).join(", ")}], expected begin and end`);
  }
  const expected = byteLength(name, shape, type);
  if (end - begin !== expected) {
    throw refused(
      name,
      `[${shape.join(", ")}] of ${type} needs ${expected} bytes, but its offsets give ${end - begin}`,
    );
  }
  return { type, shape, bytes: [base + begin, base + end] };
}

function tensorType(name: string, type: unknown): TensorType {
  const known = TENSOR_TYPES.find((each) => each === type);
  if (known !== undefined) return known;
  if (FOREIGN_TYPES.some((each) => each === type)) {
    throw refused(
      name,
      `is of ${String(type)}, which has no typed array, expected one of ${TENSOR_TYPES.join(", ")}`,
    );
  }
  throw refused(name, `has the dtype ${described(type)}, expected one of ${TENSOR_TYPES.join(", ")}`);
}

/** The bytes of a tensor; sizes beyond what a number counts exactly are refused on the way. */
export function byteLength(name: string, shape: readonly number[], type: TensorType): number {
  const size = shape.reduce((product, length) => {
    if (product * length <= Number.MAX_SAFE_INTEGER) return product * length;
    throw refused(name, "has a shape of more elements than can be counted");
  }, ARRAY_TYPES[type].BYTES_PER_ELEMENT);
  return size;
}

function wholeNumbers(name: string, key: string, value: unknown): number[] {
  const fits = Array.isArray(value) && value.every((each) => Number.isSafeInteger(each) && each >= 0);
  if (fits) return value as number[];
  throw refused(
    name,
    `has the ${key} ${described(value)}, expected a list of whole numbers from 0 that are exact`,
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function described(value: unknown): string {
  if (value === undefined) return "missing";
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

function refused(name: string, fact: string): SafetensorsError {
  return new SafetensorsError("TENSOR_REFUSED", {
    message: `tensor ${JSON.stringify(name.slice(0, 200))} ${fact}; write the file anew`,
    context: { tensor: name },
  });
}
