import { VectorError } from "../errors.ts";
import type { Position } from "../feature.ts";

/** Tags of an element of OpenStreetMap. */
export type Tags = Readonly<Record<string, string>>;

/** A place, with tags or without. */
export interface OsmNode {
  readonly type: "node";
  readonly id: number;
  readonly longitude: number;
  readonly latitude: number;
  readonly tags: Tags | null;
}

/** Nodes in a row. */
export interface OsmWay {
  readonly type: "way";
  readonly id: number;
  readonly refs: readonly number[];
  /** Places of the nodes, null where one is missing; null as a whole where the file keeps them in the nodes. */
  readonly places: readonly (Position | null)[] | null;
  readonly tags: Tags | null;
}

/** Elements that belong together. */
export interface OsmRelation {
  readonly type: "relation";
  readonly id: number;
  readonly members: readonly OsmMember[];
  readonly tags: Tags | null;
}

/** Member of a relation. */
export interface OsmMember {
  readonly type: "node" | "way" | "relation";
  readonly ref: number;
  /** As {@link OsmWay.places}. */
  readonly places: OsmWay["places"];
}

/** One element of OpenStreetMap data. */
export type OsmElement = OsmNode | OsmWay | OsmRelation;

/** A type of a member as files write it; null for another. */
export function memberType(type: unknown): OsmMember["type"] | null {
  return type === "node" || type === "way" || type === "relation" ? type : null;
}

/** A file of OpenStreetMap data that does not keep to its format. */
export function brokenOsm(name: string, what: string, cause?: unknown): VectorError {
  return new VectorError("BROKEN_STRUCTURE", {
    message: `"${name}" is damaged OpenStreetMap data: ${what}; get the file again, or check it: osmium fileinfo -e "${name}"`,
    context: { name },
    cause,
  });
}
