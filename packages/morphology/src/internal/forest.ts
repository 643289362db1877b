/** The root of a number in a forest of parents; the way there is halved for the next time. */
export function rootOf(parents: Int32Array, number: number): number {
  let at = number;
  while (parents[at] !== at) {
    parents[at] = parents[parents[at]!]!;
    at = parents[at]!;
  }
  return at;
}

/** Joins the trees of two numbers. The smaller root stays, so that a tree is known by its first number. */
export function join(parents: Int32Array, a: number, b: number): void {
  const [first, second] = [rootOf(parents, a), rootOf(parents, b)];
  parents[Math.max(first, second)] = Math.min(first, second);
}
