/** Whether the straight lines between corners `a` and `b`, and `c` and `d`, share a point that is not an end of both. */
export function linesMeet(corners: Int32Array, a: number, b: number, c: number, d: number): boolean {
  const [ax, ay, bx, by] = [corners[2 * a]!, corners[2 * a + 1]!, corners[2 * b]!, corners[2 * b + 1]!];
  const [cx, cy, dx, dy] = [corners[2 * c]!, corners[2 * c + 1]!, corners[2 * d]!, corners[2 * d + 1]!];
  if (Math.max(ax, bx) < Math.min(cx, dx) || Math.max(cx, dx) < Math.min(ax, bx)) return false;
  if (Math.max(ay, by) < Math.min(cy, dy) || Math.max(cy, dy) < Math.min(ay, by)) return false;
  const [isAc, isAd] = [ax === cx && ay === cy, ax === dx && ay === dy];
  const [isBc, isBd] = [bx === cx && by === cy, bx === dx && by === dy];
  if ((isAc && isBd) || (isAd && isBc)) return true;
  // from a common end, they meet again only where they leave in the same direction
  if (isAc) return isSameWay(bx - ax, by - ay, dx - ax, dy - ay);
  if (isAd) return isSameWay(bx - ax, by - ay, cx - ax, cy - ay);
  if (isBc) return isSameWay(ax - bx, ay - by, dx - bx, dy - by);
  if (isBd) return isSameWay(ax - bx, ay - by, cx - bx, cy - by);
  const [s1, s2] = [side(bx - ax, by - ay, cx - ax, cy - ay), side(bx - ax, by - ay, dx - ax, dy - ay)];
  const [s3, s4] = [side(dx - cx, dy - cy, ax - cx, ay - cy), side(dx - cx, dy - cy, bx - cx, by - cy)];
  return s1 * s2 <= 0 && s3 * s4 <= 0; // on one line, their boxes touch only where they do
}

function isSameWay(x0: number, y0: number, x1: number, y1: number): boolean {
  return side(x0, y0, x1, y1) === 0 && x0 * x1 + y0 * y1 > 0;
}

/** −1, 0 or 1: on which side of one direction another one is; exact, since corners are whole numbers. */
function side(x0: number, y0: number, x1: number, y1: number): number {
  return Math.sign(x0 * y1 - y0 * x1);
}
