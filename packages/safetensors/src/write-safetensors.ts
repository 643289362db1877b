import { SafetensorsError } from "./errors.ts";
import { byteLength } from "./internal/tensor-info.ts";
import { ARRAY_TYPES, type SafetensorsTensor, TENSOR_TYPES, type TensorType } from "./tensor-types.ts";

/** What a file is to hold. */
export interface SafetensorsContent {
  /** By name. */
  readonly tensors: ReadonlyMap<string, SafetensorsTensor>;
  /** Texts by key. Omitted or null: none. */
  readonly metadata?: ReadonlyMap<string, string> | null;
}

/** Header and data begin at multiples of this, so that every tensor can be read where it lies. */
const ALIGNMENT = 8;
const METADATA = "__metadata__";
/** Half a surrogate pair, which UTF-8 cannot hold. */
const HALF_A_PAIR = /\p{Surrogate}/u;

/**
 * A file in pieces, one per tensor, which are views of the tensors' own numbers: for writing without holding it twice.
 *
 * The same tensors give the same bytes, and those of the reference library: larger types first, then by name.
 *
 * @throws {SafetensorsError} `TENSOR_REFUSED` for numbers of another type or count than the tensor says, or a name that
 *   is reserved or no well-formed text.
 *
 * @example
 * ```ts
 * await writeFileAtomic("weights.safetensors", safetensorsPieces({ tensors })); // of @undercoat/files
 * ```
 */
export function safetensorsPieces({ tensors, metadata = null }: SafetensorsContent): Uint8Array[] {
  const ordered = [...tensors].sort(inFile);
  for (const [name, tensor] of ordered) checkTensor(name, tensor);
  return [headerBytes(ordered, metadata), ...ordered.map(([, { data }]) => bytesOf(data))];
}

/**
 * A file as one array of bytes, which is a copy of the numbers.
 *
 * @throws {SafetensorsError} as `safetensorsPieces`.
 *
 * @example
 * ```ts
 * const tensors = new Map([["bias", { type: "F32", shape: [2], data: Float32Array.of(0, 1) } as const]]);
 * const bytes = encodeSafetensors({ tensors, metadata: new Map([["format", "pt"]]) });
 * ```
 */
export function encodeSafetensors(content: SafetensorsContent): Uint8Array {
  const pieces = safetensorsPieces(content);
  const bytes = new Uint8Array(pieces.reduce((total, piece) => total + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

type Named = readonly [name: string, tensor: SafetensorsTensor];

function inFile([nameA, a]: Named, [nameB, b]: Named): number {
  const byType = rank(b.type) - rank(a.type);
  return byType === 0 ? compareBytes(nameA, nameB) : byType;
}

function rank(type: TensorType): number {
  return TENSOR_TYPES.indexOf(type);
}

/** The order of UTF-8, which is that of code points and not that of `<`. */
function compareBytes(a: string, b: string): number {
  const [left, right] = [[...a], [...b]];
  const at = left.findIndex((character, index) => character !== right[index]);
  if (at === -1) return left.length - right.length;
  return (left[at]?.codePointAt(0) ?? -1) - (right[at]?.codePointAt(0) ?? -1);
}

function headerBytes(ordered: readonly Named[], metadata: ReadonlyMap<string, string> | null): Uint8Array {
  let at = 0;
  const entries = ordered.map(([name, { type, shape, data }]) => {
    const begin = at;
    at += data.byteLength;
    return `${JSON.stringify(name)}:${JSON.stringify({ dtype: type, shape, data_offsets: [begin, at] })}`;
  });
  const texts = [...(metadata ?? [])].map(([key, value]) => `${text(key)}:${text(value)}`);
  const first = metadata === null ? [] : [`"${METADATA}":{${texts.join(",")}}`];
  const json = new TextEncoder().encode(`{${[...first, ...entries].join(",")}}`);
  const length = Math.ceil(json.length / ALIGNMENT) * ALIGNMENT;
  const bytes = new Uint8Array(ALIGNMENT + length).fill(0x20);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(length), true);
  bytes.set(json, ALIGNMENT);
  return bytes;
}

function text(value: string): string {
  if (!HALF_A_PAIR.test(value)) return JSON.stringify(value);
  throw new SafetensorsError("HEADER_REFUSED", {
    message: `the metadata text ${JSON.stringify(value.slice(0, 80))} holds half a surrogate pair; write whole characters`,
  });
}

function bytesOf({ buffer, byteOffset, byteLength: length }: SafetensorsTensor["data"]): Uint8Array {
  return new Uint8Array(buffer, byteOffset, length);
}

function checkTensor(name: string, { type, shape, data }: SafetensorsTensor): void {
  if (name === METADATA || HALF_A_PAIR.test(name)) {
    throw refused(name, "has a name that is reserved or no text; give it another");
  }
  const Type = ARRAY_TYPES[type];
  if (!(data instanceof Type)) {
    throw refused(name, `of ${type} holds a ${data.constructor.name}, expected a ${Type.name}; convert it`);
  }
  const odd = shape.find((length) => !Number.isSafeInteger(length) || length < 0);
  if (odd !== undefined)
    throw refused(name, `has an axis of ${odd}, expected whole numbers from 0; give its shape`);
  const expected = byteLength(name, shape, type);
  if (data.byteLength === expected) return;
  throw refused(
    name,
    `[${shape.join(", ")}] needs ${expected} bytes, but has ${data.byteLength}; give its shape`,
  );
}

function refused(name: string, fact: string): SafetensorsError {
  return new SafetensorsError("TENSOR_REFUSED", {
    message: `tensor ${JSON.stringify(name.slice(0, 200))} ${fact}`,
    context: { tensor: name },
  });
}
