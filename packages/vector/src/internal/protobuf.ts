import { VectorError } from "../errors.ts";

/** A field of a message: its number, and a number or bytes by its wire type. */
export interface Field {
  readonly field: number;
  /** Value of a varint; 0 for bytes. As a signed 64-bit number where the field is one. */
  readonly value: number;
  readonly bytes: Uint8Array;
}

const NO_BYTES = new Uint8Array();
const [VARINT, FIXED_64, LENGTH, FIXED_32] = [0, 1, 2, 5];

/** What is not a message of protocol buffers; who knows the file's name puts it in front. */
export function wireError(message: string): VectorError {
  return new VectorError("BROKEN_STRUCTURE", { message });
}

/**
 * Fields of a message of protocol buffers, with every length checked against what is there.
 *
 * @throws {VectorError} `BROKEN_STRUCTURE`
 * @see {@link https://protobuf.dev/programming-guides/encoding/ | Protocol Buffers: encoding}
 */
export function* fieldsOf(bytes: Uint8Array): Generator<Field> {
  const reader = new VarintReader(bytes);
  while (!reader.isAtEnd) {
    const tag = reader.unsigned();
    const [field, wire] = [Math.floor(tag / 8), tag % 8];
    if (field === 0) throw wireError("a field has the number 0");
    if (wire === VARINT) yield { field, value: reader.signed(), bytes: NO_BYTES };
    else if (wire === LENGTH) yield { field, value: 0, bytes: reader.take(reader.unsigned()) };
    else if (wire === FIXED_64) reader.take(8);
    else if (wire === FIXED_32) reader.take(4);
    else throw wireError(`a field has the wire type ${wire}`);
  }
}

/** Reads numbers of variable length. */
export class VarintReader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#bytes.length;
  }

  take(size: number): Uint8Array {
    const end = this.#at + size;
    if (end > this.#bytes.length)
      throw wireError(`${size} bytes are announced, but ${this.#bytes.length - this.#at} are left`);
    const taken = this.#bytes.subarray(this.#at, end);
    this.#at = end;
    return taken;
  }

  /** @throws {VectorError} `BROKEN_STRUCTURE`, also above 2⁵³, which no id or coordinate reaches. */
  unsigned(): number {
    const [low, high] = this.#halves();
    return exact(high * 2 ** 32 + low);
  }

  /** int64: negative numbers fill all 64 bits. */
  signed(): number {
    const [low, high] = this.#halves();
    return exact((high | 0) * 2 ** 32 + low);
  }

  /** sint64, in zigzag. */
  zigzag(): number {
    const [low, high] = this.#halves();
    const half = exact(high * 2 ** 31 + (low >>> 1));
    return low & 1 ? -half - 1 : half;
  }

  /** Both halves of 64 bits, unsigned. */
  #halves(): [low: number, high: number] {
    let [low, high] = [0, 0];
    for (let shift = 0; shift < 70; shift += 7) {
      const byte = this.#bytes[this.#at];
      if (byte === undefined) throw wireError("it ends inside of a number");
      this.#at += 1;
      const bits = byte & 0x7f;
      if (shift < 28) low |= bits << shift;
      else if (shift === 28) {
        low |= bits << 28;
        high |= bits >>> 4;
      } else high |= bits << (shift - 32);
      if (byte < 0x80) return [low >>> 0, high >>> 0];
    }
    throw wireError("a number is longer than 10 bytes");
  }
}

function exact(value: number): number {
  if (Number.isSafeInteger(value)) return value;
  throw wireError(`the number ${value} is too large for an id or a coordinate`);
}

/** Packed numbers, one after the other. */
export function packed(bytes: Uint8Array, read: (reader: VarintReader) => number): number[] {
  const reader = new VarintReader(bytes);
  const found: number[] = [];
  while (!reader.isAtEnd) found.push(read(reader));
  return found;
}
