/** Index of the first NaN or infinity; -1 where every number is finite. */
export function firstNotFinite(data: Float32Array): number {
  for (let index = 0; index < data.length; index++) {
    const value = data[index]!;
    if (value - value !== 0) return index; // of NaN and infinity the difference to themselves is NaN
  }
  return -1;
}
