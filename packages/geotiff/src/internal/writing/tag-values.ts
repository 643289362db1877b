/** One tag's values as little-endian bytes. */
export interface TagValue {
  readonly type: number;
  readonly count: number;
  readonly bytes: Uint8Array;
}

/** Whole numbers of 16 bits. */
export function shorts(values: readonly number[]): TagValue {
  return { type: 3, count: values.length, bytes: new Uint8Array(Uint16Array.from(values).buffer) };
}

/** Whole numbers of 32 bits. */
export function longs(values: ArrayLike<number>): TagValue {
  return { type: 4, count: values.length, bytes: new Uint8Array(Uint32Array.from(values).buffer) };
}

/** Whole numbers of 64 bits, for offsets in a BigTIFF. */
export function longs8(values: ArrayLike<number>): TagValue {
  const view = new DataView(new ArrayBuffer(values.length * 8));
  for (let index = 0; index < values.length; index++) {
    view.setUint32(index * 8, values[index]! % 2 ** 32, true);
    view.setUint32(index * 8 + 4, Math.floor(values[index]! / 2 ** 32), true);
  }
  return { type: 16, count: values.length, bytes: new Uint8Array(view.buffer) };
}

/** Floating-point numbers of 64 bits. */
export function doubles(values: readonly number[]): TagValue {
  return { type: 12, count: values.length, bytes: new Uint8Array(Float64Array.from(values).buffer) };
}

/** Text as UTF-8 with its final NUL. */
export function ascii(text: string): TagValue {
  const bytes = new TextEncoder().encode(`${text}\0`);
  return { type: 2, count: bytes.length, bytes };
}
