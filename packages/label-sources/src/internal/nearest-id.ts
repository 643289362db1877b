/** The id that shares the most pairs of letters with a wrong one; null where none is near. */
export function nearestId(wrong: string, ids: readonly string[]): string | null {
  const pairs = (text: string) => {
    const plain = text.toLowerCase().replace(/[^a-z0-9]/g, "");
    return new Set(Array.from({ length: Math.max(0, plain.length - 1) }, (_, at) => plain.slice(at, at + 2)));
  };
  const mine = pairs(wrong);
  const scored = ids.map((id) => {
    const theirs = pairs(id);
    const common = [...mine].filter((pair) => theirs.has(pair)).length;
    return { id, score: (2 * common) / Math.max(1, mine.size + theirs.size) };
  });
  const best = scored.toSorted((a, b) => b.score - a.score)[0];
  return best !== undefined && best.score >= 0.3 ? best.id : null;
}
