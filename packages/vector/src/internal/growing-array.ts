/** ES2024, in Node since 22. */
interface Transferable {
  transfer(size: number): ArrayBuffer;
}

type Numbers =
  | Float64Array<ArrayBuffer>
  | Int32Array<ArrayBuffer>
  | Uint32Array<ArrayBuffer>
  | Uint8Array<ArrayBuffer>;

/** A typed array with room to grow; what counts are its first `length` items. */
export interface GrowingArray<A extends Numbers> {
  items: A;
  length: number;
  readonly view: (buffer: ArrayBuffer) => A;
}

/** An empty array, whose type is that of `view`. */
export function growingArray<A extends Numbers>(view: (buffer: ArrayBuffer) => A): GrowingArray<A> {
  return { items: view(new ArrayBuffer(1024)), length: 0, view };
}

/** Makes room for `count` more items. The memory is handed on, so that no copy waits to be collected. */
export function reserve<A extends Numbers>(array: GrowingArray<A>, count: number): void {
  const wanted = array.length + count;
  const { items } = array;
  if (wanted <= items.length) return;
  const size = Math.max(wanted, Math.ceil(1.5 * items.length));
  const buffer = items.buffer as ArrayBuffer & Transferable;
  array.items = array.view(buffer.transfer(size * items.BYTES_PER_ELEMENT));
}

/** Adds an item at the end. */
export function push<A extends Numbers>(array: GrowingArray<A>, item: number): void {
  if (array.length === array.items.length) reserve(array, 1);
  array.items[array.length] = item;
  array.length += 1;
}

/** The items, without the room behind them: at most half as much again. */
export function filled<A extends Numbers>({ items, length }: GrowingArray<A>): A {
  return items.subarray(0, length) as A;
}
