import { readSafetensorsHeader } from "./read-header.ts";
import type { SafetensorsReadOptions } from "./read-options.ts";
import { ARRAY_TYPES, type SafetensorsTensor, type TensorData, type TensorInfo } from "./tensor-types.ts";

/** A file that was read. */
export interface Safetensors {
  /** Texts by key; null where the file has none. */
  readonly metadata: ReadonlyMap<string, string> | null;
  /** By name, in the order of their bytes. */
  readonly tensors: ReadonlyMap<string, SafetensorsTensor>;
}

/**
 * Reads a file whole, or not at all. Tensors are views of `bytes`, not copies, so they change with it; one whose bytes
 * do not lie where its type needs them (a multiple of its size, which writers take care of) is copied.
 *
 * @remarks Numbers lie in the file with the lowest byte first, as in every machine that Node runs on today.
 * @throws {SafetensorsError} as `readSafetensorsHeader`.
 *
 * @example
 * ```ts
 * const { tensors } = readSafetensors(await readFile("weights.safetensors"));
 * console.log(tensors.get("encoder.conv1.weight")?.shape);
 * ```
 */
export function readSafetensors(bytes: Uint8Array, options: SafetensorsReadOptions = {}): Safetensors {
  const { metadata, tensors } = readSafetensorsHeader(bytes, options);
  const views = [...tensors].map(
    ([name, info]) => [name, { ...described(info), data: viewOf(info, bytes) }] as const,
  );
  return { metadata, tensors: new Map(views) };
}

function described({ type, shape }: TensorInfo): Pick<TensorInfo, "type" | "shape"> {
  return { type, shape };
}

function viewOf({ type, bytes: [begin, end] }: TensorInfo, file: Uint8Array): TensorData {
  const Type = ARRAY_TYPES[type];
  const size = Type.BYTES_PER_ELEMENT;
  const start = file.byteOffset + begin;
  if (start % size === 0) return new Type(file.buffer as ArrayBuffer, start, (end - begin) / size);
  return new Type(file.slice(begin, end).buffer);
}
