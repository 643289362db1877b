/**
 * Rings of directed edges that have their region on the right as seen: outer rings run clockwise, holes the other way.
 * Where a region meets itself at a corner, a ring turns left, so that none touches itself.
 *
 * @returns Corners x, y, x, y … of each ring, the outer one first; every ring begins at its first corner in raster order.
 */
export function ringsOfEdges(edges: readonly Int32Array[]): number[][] {
  const starts = new Map<number, number[]>();
  const key = (x: number, y: number) => y * 2 ** 26 + x;
  edges.forEach(([x, y], at) => {
    const place = key(x!, y!);
    const others = starts.get(place);
    if (others === undefined) starts.set(place, [at]);
    else others.push(at);
  });
  const used = new Uint8Array(edges.length);
  const rings: number[][] = [];
  for (let first = 0; first < edges.length; first++) {
    if (used[first] === 1) continue;
    const ring: number[] = [];
    for (let at = first; used[at] === 0; ) {
      used[at] = 1;
      const edge = edges[at]!;
      ring.push(edge[0]!, edge[1]!);
      at = following(edge, edges, starts.get(key(edge[2]!, edge[3]!)) ?? []);
    }
    rings.push(fromFirstCorner(ring));
  }
  return rings.toSorted((a, b) => a[1]! - b[1]! || a[0]! - b[0]!);
}

/** Of two ways on, the one to the left. */
function following(edge: Int32Array, edges: readonly Int32Array[], ways: readonly number[]): number {
  const [one = -1, other] = ways;
  if (other === undefined) return one;
  const [dx, dy] = [Math.sign(edge[2]! - edge[0]!), Math.sign(edge[3]! - edge[1]!)];
  const way = edges[one]!;
  const isLeft = Math.sign(way[2]! - way[0]!) === dy && Math.sign(way[3]! - way[1]!) === -dx;
  return isLeft ? one : other;
}

function fromFirstCorner(ring: readonly number[]): number[] {
  let first = 0;
  for (let at = 2; at < ring.length; at += 2) {
    const isBefore =
      ring[at + 1]! < ring[first + 1]! || (ring[at + 1] === ring[first + 1] && ring[at]! < ring[first]!);
    if (isBefore) first = at;
  }
  return [...ring.slice(first), ...ring.slice(0, first)];
}
