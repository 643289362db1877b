/** Softmax of `[pixel, class]` logits, on the host. */
export function softmaxOf(logits: Float32Array, classCount: number): Float32Array {
  const result = new Float32Array(logits.length);
  for (let first = 0; first < logits.length; first += classCount) {
    let highest = Number.NEGATIVE_INFINITY;
    for (let k = 0; k < classCount; k++) highest = Math.max(highest, logits[first + k]!);
    let total = 0;
    for (let k = 0; k < classCount; k++) total += Math.exp(logits[first + k]! - highest);
    for (let k = 0; k < classCount; k++) result[first + k] = Math.exp(logits[first + k]! - highest) / total;
  }
  return result;
}
