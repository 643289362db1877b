/** Four pixels at a time, the first in the lowest or, on big-endian machines, the highest bits; what is left over is not among them. */
export function wordsOf(data: Uint8Array): Uint32Array {
  const aligned = data.byteOffset % 4 === 0 ? data : data.slice();
  return new Uint32Array(aligned.buffer, aligned.byteOffset, Math.floor(data.length / 4));
}
