import { type Area, sharedArea } from "./area.ts";
import type { Datum, Definition, Shift } from "./definition.ts";
import { AREAS, CONVERSIONS, DATUMS, DIRECT, NAMES, REASONS, REFUSED, SYSTEMS } from "./epsg-table.ts";

interface Tables {
  readonly systems: ReadonlyMap<number, readonly string[]>;
  readonly datums: ReadonlyMap<number, readonly string[]>;
  readonly areas: readonly string[];
  readonly conversions: readonly string[];
  readonly names: readonly string[];
}

let tables: Tables | null = null;
const built = new Map<number, Datum>();
let direct: ReadonlyMap<string, string> | null = null;
let byName: ReadonlyMap<string, readonly number[]> | null = null;

/** The system of a code; null where the table does not have it. */
export function epsgDefinition(code: number): Definition | null {
  const { systems, conversions, areas, names } = loaded();
  const [, base = "", projection = "", area = "", title = ""] = systems.get(code) ?? [];
  if (base === "") return null;
  const datum = epsgDatum(Number(base));
  if (datum === null) return null;
  const name = names[Number(title)] ?? "";
  const text = projection === "" ? null : (conversions[Number(projection)] ?? "");
  return {
    code,
    name: name.startsWith("/") ? `${datum.name} / ${name.slice(1)}` : name,
    projection: text === null ? null : projectionText(text),
    datum,
    area: areaOf(areas[Number(area)]),
  };
}

/** Codes of the table, ascending. */
export function knownCodes(): readonly number[] {
  return [...loaded().systems.keys()];
}

/** Why a code is refused; null where nothing is known of it. */
export function epsgRefusal(code: number): { readonly name: string; readonly reason: string } | null {
  const [, name = "", reason = ""] = rowsOf(REFUSED).find(([other]) => Number(other) === code) ?? [];
  return reason === "" ? null : { name, reason: REASONS.split("\n")[Number(reason)] ?? "" };
}

/** The datum of a geographic system by its code. */
export function epsgDatum(code: number): Datum | null {
  const known = built.get(code);
  if (known !== undefined) return known;
  const [, ellipsoid = "", meridian = "", shifts = "", , name = ""] = loaded().datums.get(code) ?? [];
  if (ellipsoid === "") return null;
  const [a = "", rf = ""] = ellipsoid.split(",");
  const size = rf === "0" ? `+a=${a} +b=${a}` : `+a=${a} +rf=${rf}`;
  const datum: Datum = {
    key: `EPSG:${code}`,
    name,
    text: meridian === "0" ? size : `${size} +pm=${meridian}`,
    area: areaOfCode(code),
    shifts: shifts.split(";").filter(Boolean).map(shiftOf),
  };
  built.set(code, datum);
  return datum;
}

/** Shifts from one datum to another that PROJ takes instead of going over WGS 84; null where it does go. */
export function directShifts(from: string, to: string): readonly Shift[] | null {
  direct ??= new Map(rowsOf(DIRECT).map(([a, b, shifts = ""]) => [`EPSG:${a} EPSG:${b}`, shifts]));
  const shifts = direct.get(`${from} ${to}`);
  return shifts === undefined ? null : shifts.split(";").map(shiftOf);
}

/** Datums that go by a name in some dialect of WKT, of themselves or of their geographic system. */
export function datumsNamed(name: string): readonly Datum[] {
  byName ??= namesOf(loaded().datums);
  const codes = byName.get(plainName(name)) ?? [];
  return codes.flatMap((code) => epsgDatum(code) ?? []);
}

/** A name without what dialects write differently. */
export function plainName(name: string): string {
  return name
    .replace(/^(?:GCS|D)_/, "")
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "")
    .replace(/ensemble$/, "");
}

function loaded(): Tables {
  tables ??= {
    systems: byCode(SYSTEMS),
    datums: byCode(DATUMS),
    areas: AREAS.split("\n"),
    conversions: CONVERSIONS.split("\n"),
    names: NAMES.split("\n"),
  };
  return tables;
}

function rowsOf(text: string): string[][] {
  return text.split("\n").map((line) => line.split("|"));
}

function byCode(text: string): ReadonlyMap<number, readonly string[]> {
  return new Map(rowsOf(text).map((row) => [Number(row[0]), row]));
}

function namesOf(datums: Tables["datums"]): ReadonlyMap<string, readonly number[]> {
  const names = new Map<string, number[]>();
  for (const [code, [, , , , others = "", own = ""]] of datums) {
    for (const name of new Set([plainName(own), ...others.split(",")]))
      names.set(name, [...(names.get(name) ?? []), code]);
  }
  return names;
}

function shiftOf(text: string): Shift {
  const [accuracy = "", index = "", towgs84 = "", grid = ""] = text.split(" ");
  const [gridName = "", exact = ""] = grid.split(":");
  const area = areaOf(loaded().areas[Number(index)]);
  return {
    towgs84,
    accuracyMetres: accuracy === "-1" ? null : Number.parseFloat(accuracy),
    isOffshore: accuracy.endsWith("o"),
    area,
    size: sharedArea(area, area),
    betterGrid: gridName === "" ? null : { name: gridName, accuracyMetres: Number(exact) },
  };
}

function areaOfCode(code: number): Area | null {
  const { systems, areas } = loaded();
  const index = systems.get(code)?.[3];
  return index === undefined ? null : areaOf(areas[Number(index)]);
}

function areaOf(text = "-180,-90,180,90"): Area {
  const [west = -180, south = -90, east = 180, north = 90] = text.split(",").map(Number);
  return [west, south, east, north];
}

/** What the table leaves out is what PROJ takes for granted; proj4js does not always. */
function projectionText(text: string): string {
  const parts = text.split(" ");
  const has = (key: string) => parts.some((part) => part.startsWith(`${key}=`));
  const units = has("to_meter") ? [] : ["units=m"];
  const zeros =
    parts[0] === "utm" ? [] : ["lat_0", "x_0", "y_0"].filter((key) => !has(key)).map((key) => `${key}=0`);
  return [`proj=${parts[0]}`, ...parts.slice(1), ...zeros, ...units].map((part) => `+${part}`).join(" ");
}
