const utf8 = new TextEncoder();
const VARINT = 0;
const FIXED_64 = 1;
const LENGTH_DELIMITED = 2;
const FIXED_32 = 5;

/** Joins pieces. */
export function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let position = 0;
  for (const piece of pieces) {
    whole.set(piece, position);
    position += piece.length;
  }
  return whole;
}

/** A field that holds a whole number from 0. */
export function integerField(field: number, value: number): Uint8Array {
  return Uint8Array.from([...varint(field * 8 + VARINT), ...varint(value)]);
}

/** A field that holds a 32-bit float. */
export function floatField(field: number, value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setFloat32(0, value, true);
  return Uint8Array.from([...varint(field * 8 + FIXED_32), ...bytes]);
}

/** A field that holds a 64-bit float. */
export function doubleField(field: number, value: number): Uint8Array {
  return Uint8Array.from([...varint(field * 8 + FIXED_64), ...doubles([value])]);
}

/** A field that holds a packed list of 64-bit floats. */
export function doublesField(field: number, values: ArrayLike<number>): Uint8Array {
  return bytesField(field, doubles(values));
}

/** A field that holds bytes or an encoded message. */
export function bytesField(field: number, value: Uint8Array): Uint8Array {
  const head = Uint8Array.from([...varint(field * 8 + LENGTH_DELIMITED), ...varint(value.length)]);
  return joined([head, value]);
}

/** A field that holds text. */
export function textField(field: number, value: string): Uint8Array {
  return bytesField(field, utf8.encode(value));
}

function doubles(values: ArrayLike<number>): Uint8Array {
  const bytes = new Uint8Array(8 * values.length);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < values.length; i++) view.setFloat64(8 * i, values[i]!, true);
  return bytes;
}

/** Seven bits a byte, lowest first. */
function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  while (rest > 127) {
    bytes.push((rest % 128) | 128);
    rest = Math.floor(rest / 128);
  }
  return [...bytes, rest];
}
