/** The text of a tag; objects and lists are none. */
export function tagText(value: unknown): string | null {
  return typeof value === "object" || value === undefined ? null : String(value);
}
