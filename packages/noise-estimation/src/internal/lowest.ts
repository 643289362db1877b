/** Positions of the `count` lowest scores, lowest first; among equals the first positions. */
export function lowest(scores: Float64Array, count: number): Uint32Array {
  const wanted = Math.min(Math.max(0, count), scores.length);
  if (wanted === 0) return new Uint32Array(0);
  const bound = scores.toSorted()[wanted - 1]!;
  const chosen = new Uint32Array(wanted);
  let found = 0;
  for (let at = 0; at < scores.length; at++) if (scores[at]! < bound) chosen[found++] = at;
  for (let at = 0; at < scores.length && found < wanted; at++) if (scores[at] === bound) chosen[found++] = at;
  return chosen.sort((a, b) => scores[a]! - scores[b]! || a - b);
}
