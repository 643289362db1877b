/** Ranks from 1, upwards; equal values share the mean of their ranks. */
export function ranks(values: readonly number[]): number[] {
  const order = values.map((_, index) => index).toSorted((i, j) => values[i]! - values[j]!);
  const result = new Array<number>(values.length).fill(0);
  for (let start = 0; start < order.length; ) {
    let end = start;
    while (end < order.length && values[order[end]!] === values[order[start]!]) end += 1;
    for (let k = start; k < end; k++) result[order[k]!] = (start + 1 + end) / 2;
    start = end;
  }
  return result;
}
