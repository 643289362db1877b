import { VectorError } from "../errors.ts";
import { brokenOsm, memberType, type OsmElement, type OsmMember } from "./osm-element.ts";
import { osmReading } from "./osm-reading.ts";
import type { OpenRequest, Reading } from "./reading.ts";
import { xmlTags } from "./xml-tags.ts";

/** An element whose end was not met yet. */
interface Started {
  readonly type: OsmMember["type"];
  readonly attributes: Readonly<Record<string, string>>;
  readonly tags: [string, string][];
  readonly refs: number[];
  readonly members: OsmMember[];
}

/**
 * An `.osm` file in XML, as the API, editors and osmium write it. Only its first tag is read at once.
 *
 * @throws {VectorError} `FORMAT_UNSUPPORTED`, `BROKEN_STRUCTURE`, `FILE_UNREADABLE`
 */
export async function osmXmlReading(name: string, { mostNodes, signal }: OpenRequest): Promise<Reading> {
  for await (const [tag] of xmlTags(name, signal)) {
    if (tag === undefined) continue;
    if (tag.name !== "osm") throw notOsm(name, tag.name);
    break;
  }
  return osmReading(name, "osm-xml", { mostNodes, read: (again) => elements(name, again) });
}

async function* elements(name: string, signal?: AbortSignal): AsyncGenerator<readonly OsmElement[]> {
  let started: Started | null = null;
  for await (const tags of xmlTags(name, signal)) {
    const found: OsmElement[] = [];
    for (const { kind, name: tag, attributes } of tags) {
      const type = memberType(tag);
      if (type !== null && kind === "open") started = { type, attributes, tags: [], refs: [], members: [] };
      else if (started !== null && kind === "open") addInto(started, { tag, attributes, name });
      else if (started !== null && tag === started.type) {
        const element = elementOf(started, name);
        if (element !== null) found.push(element);
        started = null;
      }
    }
    yield found;
  }
}

function addInto(
  { tags, refs, members }: Started,
  { tag, attributes, name }: { tag: string; attributes: Started["attributes"]; name: string },
): void {
  if (tag === "tag") tags.push([attributes["k"] ?? "", attributes["v"] ?? ""]);
  else if (tag === "nd") refs.push(integer(attributes["ref"], "ref of a node", name));
  else if (tag === "member") {
    const type = memberType(attributes["type"]);
    if (type === null) throw brokenOsm(name, `a member has the type "${attributes["type"]}"`);
    members.push({ type, ref: integer(attributes["ref"], "ref of a member", name), places: null });
  }
}

/** Null for what was deleted, in the database or in an editor. */
function elementOf(
  { type, attributes, tags: pairs, refs, members }: Started,
  name: string,
): OsmElement | null {
  if (attributes["visible"] === "false" || attributes["action"] === "delete") return null;
  const id = integer(attributes["id"], `id of a ${type}`, name);
  const tags = pairs.length === 0 ? null : Object.fromEntries(pairs);
  if (type === "way") return { type, id, refs, places: null, tags };
  if (type === "relation") return { type, id, members, tags };
  const { lon = "", lat = "" } = attributes;
  const [longitude, latitude] = [Number(lon.trim() || Number.NaN), Number(lat.trim() || Number.NaN)];
  if (Number.isFinite(longitude) && Number.isFinite(latitude)) return { type, id, longitude, latitude, tags };
  throw brokenOsm(name, `node ${id} lies at lon "${lon}", lat "${lat}", but two numbers were expected`);
}

function integer(text: string | undefined, what: string, name: string): number {
  const number = /^-?\d{1,16}$/.test(text ?? "") ? Number(text) : Number.NaN;
  if (Number.isSafeInteger(number)) return number;
  throw brokenOsm(name, `the ${what} is "${text ?? ""}", but a whole number was expected`);
}

function notOsm(name: string, tag: string): VectorError {
  const advice =
    tag === "osmChange"
      ? `apply the changes first: osmium apply-changes -o out.osm.pbf data.osm.pbf "${name}"`
      : `convert it: ogr2ogr -f FlatGeobuf out.fgb "${name}"`;
  return new VectorError("FORMAT_UNSUPPORTED", {
    message: `"${name}" is XML that starts with <${tag}>, but <osm> was expected; ${advice}`,
    context: { name, tag },
  });
}
