import type { AtomicFile } from "@undercoat/files";

/** Pieces of bytes that lie in a temporary file until the file to be is put together. */
export interface Scratch {
  /** Keeps a piece; returns where. */
  add(bytes: Uint8Array): Promise<number>;
  /** Room for a piece that is written again and again. */
  reserve(length: number): number;
  write(bytes: Uint8Array, position: number): Promise<void>;
  read(position: number, length: number): Promise<Uint8Array>;
}

/** Hands out places one after the other. */
export function scratchOf(file: AtomicFile): Scratch {
  let end = 0;
  const reserve = (length: number) => {
    const position = end;
    end += length;
    return position;
  };
  return {
    reserve,
    async add(bytes) {
      const position = reserve(bytes.length);
      await file.write(bytes, position);
      return position;
    },
    write: (bytes, position) => file.write(bytes, position),
    read: (position, length) => file.read(position, length),
  };
}
