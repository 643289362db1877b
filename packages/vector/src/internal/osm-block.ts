import type { OsmElement, OsmMember, Tags } from "./osm-element.ts";
import { type Field, fieldsOf, packed, wireError } from "./protobuf.ts";

const MEMBER_TYPES = ["node", "way", "relation"] as const;
const NANODEGREES = 1e9;
const NO_BYTES = new Uint8Array();

/** What all groups of a block share. */
interface Block {
  readonly strings: readonly string[];
  /** Coordinates are integers of this many nanodegrees, from these offsets on. */
  readonly granularity: number;
  readonly latitudeOffset: number;
  readonly longitudeOffset: number;
}

/**
 * Nodes, ways and relations of one unpacked block of an OSM PBF file.
 *
 * @throws {VectorError} `BROKEN_STRUCTURE`
 * @see {@link https://wiki.openstreetmap.org/wiki/PBF_Format | PBF Format}
 */
export function* blockElements(bytes: Uint8Array): Generator<OsmElement> {
  const fields = [...fieldsOf(bytes)];
  const number = (field: number, otherwise: number) =>
    fields.findLast((each) => each.field === field)?.value ?? otherwise;
  const block: Block = {
    strings: stringsOf(bytesOf(fields, 1)),
    granularity: number(17, 100),
    latitudeOffset: number(19, 0),
    longitudeOffset: number(20, 0),
  };
  for (const group of fields.filter(({ field }) => field === 2)) yield* groupElements(group.bytes, block);
}

function* groupElements(bytes: Uint8Array, block: Block): Generator<OsmElement> {
  for (const { field, bytes: message } of fieldsOf(bytes)) {
    if (field === 1) yield plainNode(message, block);
    else if (field === 2) yield* denseNodes(message, block);
    else if (field === 3) yield way(message, block);
    else if (field === 4) yield relation(message, block);
  }
}

function stringsOf(table: Uint8Array): string[] {
  const decoder = new TextDecoder();
  const found: string[] = [];
  for (const { field, bytes } of fieldsOf(table)) if (field === 1) found.push(decoder.decode(bytes));
  return found;
}

function plainNode(message: Uint8Array, block: Block): OsmElement {
  const fields = [...fieldsOf(message)];
  const zigzag = (field: number) => {
    const found = fields.find((each) => each.field === field)?.value;
    if (found === undefined) throw wireError(`a node has no field ${field}`);
    return unzigzag(found);
  };
  const tags = tagsOf(block, numbers(bytesOf(fields, 2)), numbers(bytesOf(fields, 3)));
  return { type: "node", id: zigzag(1), ...placeOf(block, zigzag(8), zigzag(9)), tags };
}

/** The varint of a plain node was read as it stands. */
function unzigzag(value: number): number {
  return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
}

/** Ids and coordinates are differences; the tags of all nodes stand in one row, a 0 after those of each. */
function* denseNodes(message: Uint8Array, block: Block): Generator<OsmElement> {
  const fields = [...fieldsOf(message)];
  const [ids, latitudes, longitudes] = [1, 8, 9].map((field) => running(bytesOf(fields, field)));
  const row = numbers(bytesOf(fields, 10));
  if (ids === undefined || latitudes?.length !== ids.length || longitudes?.length !== ids.length)
    throw wireError("ids, latitudes and longitudes of nodes differ in number");
  let at = 0;
  for (let index = 0; index < ids.length; index += 1) {
    let tags: Record<string, string> | null = null;
    while (row.length > 0 && row[at] !== 0) {
      tags ??= {};
      tags[text(block, row[at])] = text(block, row[at + 1]);
      at += 2;
    }
    at += 1;
    yield { type: "node", id: ids[index]!, ...placeOf(block, latitudes[index]!, longitudes[index]!), tags };
  }
}

function way(message: Uint8Array, block: Block): OsmElement {
  const fields = [...fieldsOf(message)];
  const tags = tagsOf(block, numbers(bytesOf(fields, 2)), numbers(bytesOf(fields, 3)));
  const [latitudes, longitudes] = [running(bytesOf(fields, 9)), running(bytesOf(fields, 10))];
  const refs = running(bytesOf(fields, 8));
  const hasPlaces =
    latitudes.length > 0 && latitudes.length === refs.length && longitudes.length === refs.length;
  const places = hasPlaces
    ? latitudes.map((latitude, index) => {
        const place = placeOf(block, latitude, longitudes[index]!);
        return isOnEarth(place) ? [place.longitude, place.latitude] : null;
      })
    : null;
  return { type: "way", id: idOf(fields), refs, places, tags };
}

function relation(message: Uint8Array, block: Block): OsmElement {
  const fields = [...fieldsOf(message)];
  const tags = tagsOf(block, numbers(bytesOf(fields, 2)), numbers(bytesOf(fields, 3)));
  const [refs, types] = [running(bytesOf(fields, 9)), numbers(bytesOf(fields, 10))];
  const members = refs.map((ref, index): OsmMember => {
    const type = MEMBER_TYPES[types[index] ?? -1];
    if (type === undefined) throw wireError("a member of a relation has no type that is known");
    return { type, ref, places: null };
  });
  return { type: "relation", id: idOf(fields), members, tags };
}

function idOf(fields: readonly Field[]): number {
  const id = fields.find(({ field }) => field === 1)?.value;
  if (id === undefined) throw wireError("an element has no id");
  return id;
}

function placeOf(
  { granularity, latitudeOffset, longitudeOffset }: Block,
  latitude: number,
  longitude: number,
) {
  return {
    longitude: degrees(longitudeOffset + granularity * longitude),
    latitude: degrees(latitudeOffset + granularity * latitude),
  };
}

/** Where a node was missing, osmium writes a place far outside. */
function isOnEarth({ longitude, latitude }: { longitude: number; latitude: number }): boolean {
  return Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90;
}

/** Divided, not multiplied by 1e-9, which is no binary number: 7 decimals must come back as they were written. */
function degrees(nanodegrees: number): number {
  return nanodegrees / NANODEGREES;
}

function tagsOf(block: Block, keys: readonly number[], values: readonly number[]): Tags | null {
  if (keys.length !== values.length)
    throw wireError(`an element has ${keys.length} keys and ${values.length} values`);
  if (keys.length === 0) return null;
  return Object.fromEntries(keys.map((key, index) => [text(block, key), text(block, values[index])]));
}

function text({ strings }: Block, index: number | undefined): string {
  const found = strings[index ?? -1];
  if (found === undefined) throw wireError(`a tag has the text ${index} of ${strings.length}`);
  return found;
}

function bytesOf(fields: readonly Field[], wanted: number): Uint8Array {
  const found = fields.filter(({ field }) => field === wanted).map(({ bytes }) => bytes);
  return found.length > 1 ? Buffer.concat(found) : (found[0] ?? NO_BYTES);
}

function numbers(bytes: Uint8Array): number[] {
  return packed(bytes, (reader) => reader.unsigned());
}

/** Differences in zigzag, summed up. */
function running(bytes: Uint8Array): number[] {
  let sum = 0;
  return packed(bytes, (reader) => {
    sum += reader.zigzag();
    return sum;
  });
}
