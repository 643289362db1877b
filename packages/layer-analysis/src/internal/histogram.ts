/** Edges of equal bins over the range of `values`, or null where the range is empty. */
export function histogramEdges(values: Float32Array, bins: number): Float64Array | null {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i++) {
    low = Math.min(low, values[i]!);
    high = Math.max(high, values[i]!);
  }
  return low < high ? edgesBetween(low, high, bins) : null;
}

/** Edges of equal bins from `low` to `high`. */
export function edgesBetween(low: number, high: number, bins: number): Float64Array {
  const edges = Float64Array.from({ length: bins + 1 }, (_, i) => low + ((high - low) * i) / bins);
  edges[bins] = high; // rounding could miss it
  return edges;
}

/** Counts below the edges, in every bin (closed on the left, the last on both sides), and above. */
export function openCounts(values: Float32Array, edges: Float64Array): Float64Array {
  const bins = edges.length - 1;
  const counts = new Float64Array(bins + 2);
  for (let i = 0; i < values.length; i++) counts[binOf(values[i]!, edges)]! += 1;
  return counts;
}

/** Index of a value among the bins and the two open ends. */
export function binOf(value: number, edges: Float64Array): number {
  const bins = edges.length - 1;
  const low = edges[0]!;
  const high = edges[bins]!;
  if (value < low) return 0;
  if (value > high) return bins + 1;
  if (value === high) return bins;
  let bin = Math.floor(((value - low) / (high - low)) * bins);
  while (bin > 0 && value < edges[bin]!) bin--; // the quotient may round across an edge
  while (bin < bins - 1 && value >= edges[bin + 1]!) bin++;
  return bin + 1;
}

/** Shares of counts that were raised by `pseudoCount` each. */
export function sharesOf(counts: ArrayLike<number>, pseudoCount: number): Float64Array {
  const raised = Float64Array.from(counts, (count) => count + pseudoCount);
  const total = raised.reduce((sum, count) => sum + count, 0);
  return raised.map((count) => count / total);
}

/** `Σ p ln(p / q)` of two lists that sum to 1; infinite where q is 0 and p is not. */
export function discreteKl(p: Float64Array, q: Float64Array): number {
  let total = 0;
  for (let i = 0; i < p.length; i++) if (p[i]! > 0) total += p[i]! * Math.log(p[i]! / q[i]!);
  return total;
}

/** Jensen–Shannon divergence of two lists that sum to 1: at most ln 2. */
export function jensenShannonOf(p: Float64Array, q: Float64Array): number {
  const middle = p.map((share, i) => (share + q[i]!) / 2);
  return 0.5 * discreteKl(p, middle) + 0.5 * discreteKl(q, middle);
}
