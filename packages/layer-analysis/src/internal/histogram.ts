/** Edges of equal bins over the range of `values`, or null where the range is empty. */
export function histogramEdges(values: Float32Array, bins: number): Float64Array | null {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i++) {
    low = Math.min(low, values[i]!);
    high = Math.max(high, values[i]!);
  }
  if (!(low < high)) return null;
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

function binOf(value: number, edges: Float64Array): number {
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

/** `Σ p ln(p / q)` of two lists of positive numbers that sum to 1. */
export function discreteKl(p: Float64Array, q: Float64Array): number {
  let total = 0;
  for (let i = 0; i < p.length; i++) total += p[i]! * Math.log(p[i]! / q[i]!);
  return total;
}
