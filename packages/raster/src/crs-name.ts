import type { Crs } from "./grid.ts";

/** A CRS in words for a message: `EPSG:32618`, the name inside its WKT, or `unknown`. */
export function crsName(crs: Crs): string {
  if (crs.kind === "epsg") return `EPSG:${crs.code}`;
  if (crs.kind === "unknown") return "unknown";
  const [, name = "WKT without a name"] = /^\s*\w+\s*\[\s*"([^"]*)"/.exec(crs.wkt) ?? [];
  return `"${name}"`;
}

/** Whether two CRS are written the same: equal codes, or equal texts but for white space outside quotes. */
export function sameCrs(a: Crs, b: Crs): boolean {
  if (a.kind === "epsg") return b.kind === "epsg" && a.code === b.code;
  if (a.kind === "wkt") return b.kind === "wkt" && compact(a.wkt) === compact(b.wkt);
  return b.kind === "unknown";
}

function compact(wkt: string): string {
  return wkt
    .split('"')
    .map((part, index) => (index % 2 === 0 ? part.replace(/\s+/g, "") : part))
    .join('"');
}
