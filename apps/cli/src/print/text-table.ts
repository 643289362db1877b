/** Rows as aligned columns; the first column is left-aligned, the others right-aligned unless `align` says otherwise. */
export function textTable(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  align: readonly ("left" | "right")[] = ["left"],
): string {
  const all = [header, ...rows];
  const widths = header.map((_, column) => Math.max(...all.map((row) => (row[column] ?? "").length)));
  const cell = (text: string, column: number) =>
    align[column] === "left" ? text.padEnd(widths[column]!) : text.padStart(widths[column]!);
  const line = (row: readonly string[]) => row.map(cell).join("  ").trimEnd();
  return [line(header), widths.map((width) => "─".repeat(width)).join("  "), ...rows.map(line)].join("\n");
}
