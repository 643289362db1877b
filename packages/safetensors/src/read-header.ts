import { SafetensorsError } from "./errors.ts";
import { parseHeaderJson } from "./internal/parse-header-json.ts";
import { tensorInfo } from "./internal/tensor-info.ts";
import { SafetensorsReadOptions } from "./read-options.ts";
import type { TensorInfo } from "./tensor-types.ts";

/** What a file says before its data. */
export interface SafetensorsHeader {
  /** Texts by key; null where the file has none. */
  readonly metadata: ReadonlyMap<string, string> | null;
  /** By name, in the order of their bytes. */
  readonly tensors: ReadonlyMap<string, TensorInfo>;
  /** Where the data begin, in bytes from the beginning of the file. */
  readonly dataBegin: number;
}

/** What {@link readSafetensorsHeader} takes beside the bytes. */
export interface ReadHeaderOptions extends SafetensorsReadOptions {
  /** Bytes of the whole file, where only its beginning is given; omitted: those given. */
  readonly fileSize?: number;
}

const LENGTH_BYTES = 8;

/**
 * Reads the header alone, from the whole file or its first bytes, and checks it as a whole: every tensor's bytes lie
 * one after the other, without overlap or hole, up to the end of the file. So tensors can be fetched one by one.
 *
 * @throws {SafetensorsError} `TRUNCATED` if the bytes end before the header does (`context.needed` says how many it
 *   takes), `HEADER_TOO_LARGE`, `HEADER_REFUSED`, `TENSOR_REFUSED` for one entry, `LAYOUT_REFUSED` for how they lie.
 *
 * @example
 * ```ts
 * const { tensors } = readSafetensorsHeader(firstMegabyte, { fileSize: 97_800_000 });
 * const [begin, end] = tensors.get("encoder.conv1.weight")!.bytes; // to be read by range
 * ```
 */
export function readSafetensorsHeader(
  bytes: Uint8Array,
  { fileSize = bytes.length, ...options }: ReadHeaderOptions = {},
): SafetensorsHeader {
  const { largestHeader, mostTensors } = SafetensorsReadOptions.parse(options);
  const length = headerLength(bytes, fileSize, largestHeader);
  const dataBegin = LENGTH_BYTES + length;
  if (dataBegin > bytes.length) throw truncated(bytes.length, dataBegin);
  const json = parseHeaderJson(bytes.subarray(LENGTH_BYTES, dataBegin));
  const { __metadata__: metadata, ...entries } = json;
  const names = Object.keys(entries);
  if (names.length > mostTensors) {
    throw new SafetensorsError("HEADER_TOO_LARGE", {
      message: `the file lists ${names.length} tensors, but at most ${mostTensors} are read; raise mostTensors`,
      context: { tensors: names.length, mostTensors },
    });
  }
  const infos = names.map((name) => [name, tensorInfo(name, entries[name], dataBegin)] as const);
  const tensors = new Map(infos.sort(([, a], [, b]) => a.bytes[0] - b.bytes[0] || a.bytes[1] - b.bytes[1]));
  checkLayout(tensors, dataBegin, fileSize);
  return { metadata: Object.hasOwn(json, "__metadata__") ? texts(metadata) : null, tensors, dataBegin };
}

function headerLength(bytes: Uint8Array, fileSize: number, largest: number): number {
  if (bytes.length < LENGTH_BYTES) throw truncated(bytes.length, LENGTH_BYTES);
  const view = new DataView(bytes.buffer, bytes.byteOffset, LENGTH_BYTES);
  const length = view.getBigUint64(0, true);
  if (length > BigInt(largest)) {
    throw new SafetensorsError("HEADER_TOO_LARGE", {
      message: `the header has ${length} bytes, but at most ${largest} are read; this is no safetensors file, or raise largestHeader`,
      context: { length: String(length), largestHeader: largest },
    });
  }
  const needed = LENGTH_BYTES + Number(length);
  if (needed > fileSize) throw truncated(fileSize, needed);
  return Number(length);
}

function truncated(given: number, needed: number): SafetensorsError {
  return new SafetensorsError("TRUNCATED", {
    message: `there are ${given} bytes, but the header ends at ${needed}; copy the file again`,
    context: { given, needed },
  });
}

function texts(metadata: unknown): Map<string, string> {
  const isObject = typeof metadata === "object" && metadata !== null && !Array.isArray(metadata);
  const entries = isObject ? Object.entries(metadata) : [];
  const odd = entries.find(([, value]) => typeof value !== "string");
  if (isObject && odd === undefined) return new Map(entries as [string, string][]);
  const fact = odd === undefined ? "is no object" : `${JSON.stringify(odd[0].slice(0, 80))} is no text`;
  throw new SafetensorsError("HEADER_REFUSED", {
    message: `the metadata ${fact}, expected texts by key; write the file anew`,
  });
}

/** Tensors, in the order of their bytes, must touch from the first byte of the data to the last of the file. */
function checkLayout(tensors: ReadonlyMap<string, TensorInfo>, dataBegin: number, fileSize: number): void {
  let at = dataBegin;
  for (const [name, { bytes }] of tensors) {
    const [begin, end] = bytes;
    if (begin !== at) throw misplaced(name, begin, at);
    at = end;
  }
  if (at === fileSize) return;
  throw new SafetensorsError(at > fileSize ? "TRUNCATED" : "LAYOUT_REFUSED", {
    message: `the tensors end at byte ${at}, but the file at ${fileSize}; copy the file again`,
    context: { tensorsEnd: at, fileSize, needed: at },
  });
}

function misplaced(name: string, begin: number, expected: number): SafetensorsError {
  const fact = begin < expected ? "shares bytes with the tensor before it" : "leaves a hole before it";
  return new SafetensorsError("LAYOUT_REFUSED", {
    message: `tensor ${JSON.stringify(name.slice(0, 200))} begins at byte ${begin}, expected ${expected}: it ${fact}; write the file anew`,
    context: { tensor: name, begin, expected },
  });
}
