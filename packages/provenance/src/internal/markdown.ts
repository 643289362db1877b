/** Text that Markdown shows as it is: no HTML, no link, no table cell, no line break comes of it. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/\s+/g, " ")
    .replace(/[\\`*_[\]#+|~]/g, "\\$&")
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;");
}

/** A table. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(escapeMarkdown).join(" | ")} |`;
  return [line(head), `|${" --- |".repeat(head.length)}`, ...rows.map(line)].join("\n");
}

/** A bullet list; `otherwise` where it is empty. */
export function markdownList(items: readonly string[], otherwise: string): string {
  return items.length === 0 ? otherwise : items.map((item) => `* ${escapeMarkdown(item)}`).join("\n");
}
