/** True if `key` is the name of a layer group or a prefix of it that ends at a dot. */
export function groupMatches(group: string, key: string): boolean {
  return group === key || group.startsWith(`${key}.`);
}

/** Every word that names at least one group: the groups and their prefixes. */
export function groupKeys(groups: readonly string[]): string[] {
  const prefixes = groups.flatMap((group) => {
    const words = group.split(".");
    return words.map((_, count) => words.slice(0, count + 1).join("."));
  });
  return [...new Set(prefixes)];
}
