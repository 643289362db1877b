/** Pieces of one file, all of one size but for the last. */
export interface PieceCache {
  has(piece: number): boolean;
  /** Keeps the whole pieces of `bytes`, which begin with piece `first`. */
  add(first: number, bytes: Uint8Array): void;
  /** A copy of bytes, or null where a piece of them is not there. */
  read(offset: number, length: number): Uint8Array | null;
  clear(): void;
}

/** Keeps the pieces that were used last, up to a number of bytes. */
export function pieceCache({
  size,
  pieceSize,
  mostBytes,
}: {
  size: number;
  pieceSize: number;
  mostBytes: number;
}): PieceCache {
  const pieces = new Map<number, Uint8Array>(); // in the order of their last use
  const most = Math.max(1, Math.floor(mostBytes / pieceSize));
  return {
    has: (piece) => pieces.has(piece),
    add(first, bytes) {
      for (let at = 0; at < bytes.length; at += pieceSize) {
        const piece = first + at / pieceSize;
        const length = Math.min(pieceSize, size - piece * pieceSize);
        if (at + length > bytes.length) return;
        pieces.delete(piece);
        pieces.set(piece, bytes.slice(at, at + length));
      }
      for (const piece of pieces.keys()) {
        if (pieces.size <= most) return;
        pieces.delete(piece);
      }
    },
    read(offset, length) {
      const output = new Uint8Array(length);
      for (let at = offset; at < offset + length; ) {
        const piece = Math.floor(at / pieceSize);
        const bytes = pieces.get(piece);
        if (bytes === undefined) return null;
        pieces.delete(piece);
        pieces.set(piece, bytes);
        const part = bytes.subarray(at - piece * pieceSize, offset + length - piece * pieceSize);
        if (part.length === 0) return null;
        output.set(part, at - offset);
        at += part.length;
      }
      return output;
    },
    clear: () => pieces.clear(),
  };
}
