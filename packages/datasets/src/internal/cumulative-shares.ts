/** Shares of the weights, added up from the first to the last. */
export function cumulativeShares(weights: readonly number[]): Float64Array {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let sum = 0;
  return Float64Array.from(weights, (weight) => {
    sum += weight;
    return sum / total;
  });
}

/** The first index whose cumulative share lies above a draw from [0, 1), by bisection. */
export function drawnIndex(shares: Float64Array, draw: number): number {
  let [low, high] = [0, shares.length - 1]; // rounding may leave the last share below 1
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (shares[middle]! > draw) high = middle;
    else low = middle + 1;
  }
  return low;
}
