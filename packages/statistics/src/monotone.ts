/**
 * The sequence that never falls and is closest to `values` by squares: neighbours that fall are pooled to their mean (isotonic regression).
 *
 * @see {@link https://doi.org/10.1214/aoms/1177728423 | Ayer and others 1955}
 */
export function monotone(values: readonly number[]): number[] {
  const pools: { sum: number; count: number }[] = [];
  for (const value of values) {
    let pool = { sum: value, count: 1 };
    for (let last = pools.at(-1); last !== undefined && last.sum / last.count > pool.sum / pool.count; ) {
      pool = { sum: last.sum + pool.sum, count: last.count + pool.count };
      pools.pop();
      last = pools.at(-1);
    }
    pools.push(pool);
  }
  return pools.flatMap(({ sum, count }) => Array.from({ length: count }, () => sum / count));
}
