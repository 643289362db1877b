import type { Datum, Definition } from "./definition.ts";
import { epsgDefinition, epsgRefusal, plainName } from "./epsg.ts";
import { crsNamed, unsupported } from "./unsupported.ts";
import { boundDatum, datumOf } from "./wkt-datum.ts";
import { projectionOf } from "./wkt-projection.ts";
import { child, nameOf, type WktNode, wktTree } from "./wkt-tree.ts";

const PROJECTED = ["PROJCRS", "PROJECTEDCRS", "PROJCS"];
const GEOGRAPHIC = ["GEOGCRS", "GEOGRAPHICCRS", "GEODCRS", "GEODETICCRS", "GEOGCS"];
const BASE = ["BASEGEOGCRS", "BASEGEODCRS", "GEOGCS"];
const COMPOUND = ["COMPOUNDCRS", "COMPD_CS"];

/**
 * A system from its WKT. Where the text carries a code and the name that the code has, the table is used.
 *
 * @throws {ProjectionError} `CRS_UNREADABLE`, `CRS_UNSUPPORTED`
 */
export function wktDefinition(wkt: string): Definition {
  return definitionOfNode(wktTree(wkt));
}

function definitionOfNode(node: WktNode): Definition {
  const { keyword } = node;
  if (COMPOUND.includes(keyword)) return compound(node);
  if (keyword === "BOUNDCRS") return bound(node);
  const name = nameOf(node) || "without a name";
  const listed = coded(node, name);
  if (listed !== null) return listed;
  if (PROJECTED.includes(keyword)) return projected(node, name);
  if (GEOGRAPHIC.includes(keyword)) return geographic(node, name);
  throw unsupported(crsNamed(name), `it is a ${keyword}, a projected or geographic system was expected`);
}

/** Heights are not computed. */
function compound(node: WktNode): Definition {
  const horizontal = child(node, ...PROJECTED, ...GEOGRAPHIC, "BOUNDCRS");
  if (horizontal === undefined) throw unsupported(crsNamed(nameOf(node)), "it has no horizontal part");
  return definitionOfNode(horizontal);
}

function bound(node: WktNode): Definition {
  const source = child(node, "SOURCECRS")?.nodes[0];
  if (source === undefined) throw unsupported("the BOUNDCRS", "it has no source");
  const inner = definitionOfNode(source);
  if (inner.code !== null) return inner; // the table's shift is the one that was checked
  return { ...inner, datum: boundDatum(node, inner) };
}

function projected(node: WktNode, name: string): Definition {
  const base = child(node, ...BASE);
  if (base === undefined) throw unsupported(crsNamed(name), "it has no geographic system");
  return plain(name, projectionOf(node, base, name), datumOf(base, name));
}

function geographic(node: WktNode, name: string): Definition {
  if (child(node, "DERIVINGCONVERSION") !== undefined)
    throw unsupported(crsNamed(name), "its poles are moved");
  if (/^cartesian$/i.test(String(child(node, "CS")?.values[0] ?? "")))
    throw unsupported(crsNamed(name), "its coordinates are X, Y, Z from the centre of the Earth");
  const unit = angleUnit(node);
  if (Math.abs(unit.degrees - 1) > 1e-9)
    throw unsupported(crsNamed(name), `its coordinates are in ${unit.name}s, not degrees`);
  return plain(name, null, datumOf(node, name));
}

function angleUnit(node: WktNode): { readonly name: string; readonly degrees: number } {
  const axis = child(node, "AXIS");
  const unit =
    child(node, "ANGLEUNIT", "UNIT") ?? (axis === undefined ? undefined : child(axis, "ANGLEUNIT", "UNIT"));
  const factor = unit?.values[1];
  return typeof factor === "number"
    ? { name: nameOf(unit), degrees: (factor * 180) / Math.PI }
    : { name: "degree", degrees: 1 };
}

function plain(name: string, projection: string | null, datum: Datum): Definition {
  return { code: null, name, projection, datum, area: null };
}

/** The table's row where the text ends with a code and both names agree; a code that is refused is refused here too. */
function coded(node: WktNode, name: string): Definition | null {
  const id = child(node, "ID", "AUTHORITY");
  if (!/^EPSG$/i.test(nameOf(id))) return null;
  const code = Number(id?.values[1]);
  const row = epsgDefinition(code);
  if (row !== null) return plainName(row.name) === plainName(name) ? row : null;
  const refusal = epsgRefusal(code);
  if (refusal === null || plainName(refusal.name) !== plainName(name)) return null;
  throw unsupported(`EPSG:${code} "${name}"`, refusal.reason);
}
