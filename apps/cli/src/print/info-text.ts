/** Facts of a raster as lines `key: value`, nested ones indented. */
export function infoText(info: object, indent = ""): string {
  return Object.entries(info)
    .map(([key, value]) => {
      if (Array.isArray(value) && value.some((entry) => typeof entry === "object" && entry !== null))
        return [`${indent}${key}:`, ...value.map((entry) => `${indent}  - ${inline(entry)}`)].join("\n");
      if (typeof value === "object" && value !== null && !Array.isArray(value))
        return `${indent}${key}:\n${infoText(value as object, `${indent}  `)}`;
      return `${indent}${key}: ${inline(value)}`;
    })
    .join("\n");
}

function inline(value: unknown): string {
  if (value === null || (Array.isArray(value) && value.length === 0)) return "none";
  if (Array.isArray(value)) return value.map(inline).join(", ");
  if (typeof value === "object")
    return Object.entries(value)
      .map(([key, each]) => `${key} ${inline(each)}`)
      .join(", ");
  return String(value);
}
