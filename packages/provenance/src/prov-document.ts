import { inheritedOf, type ProvenanceRecord } from "./provenance-record.ts";
import type { FileRecord, SourceRecord } from "./source-record.ts";

type Attributes = Readonly<Record<string, unknown>>;

/** A PROV-JSON document; every key is an identifier with the prefix `uc` or `_`. */
export interface ProvDocument {
  readonly prefix: Readonly<Record<string, string>>;
  readonly entity: Readonly<Record<string, Attributes>>;
  readonly activity?: Readonly<Record<string, Attributes>>;
  readonly agent?: Readonly<Record<string, Attributes>>;
  readonly used?: Readonly<Record<string, Attributes>>;
  readonly wasGeneratedBy?: Readonly<Record<string, Attributes>>;
  readonly wasAssociatedWith?: Readonly<Record<string, Attributes>>;
  readonly wasDerivedFrom?: Readonly<Record<string, Attributes>>;
  readonly hadMember?: Readonly<Record<string, Attributes>>;
}

/**
 * Inputs, work and outputs as W3C PROV-JSON: a source is a collection of files, a file an entity, a run an activity,
 * a program an agent. Outputs carry the licences, attributions and open points of their inputs.
 *
 * @see {@link https://www.w3.org/submissions/prov-json/ | PROV-JSON}
 */
export function provDocument(record: ProvenanceRecord): ProvDocument {
  const { sources, activity, outputs } = record;
  const sourceIds = new Map(sources.map(({ name }, index) => [name, `uc:source-${index + 1}`]));
  const files = sources.flatMap((source) =>
    source.files.map((file) => ({ id: fileId(file), file, source: sourceIds.get(source.name)! })),
  );
  const made = outputs.map((output, index) => ({ id: `uc:output-${index + 1}`, output }));
  const inherited = inheritedOf(sources);
  return {
    prefix: { uc: "urn:undercoat:", prov: "http://www.w3.org/ns/prov#", dct: "http://purl.org/dc/terms/" },
    entity: {
      ...Object.fromEntries(sources.map((source) => [sourceIds.get(source.name)!, sourceEntity(source)])),
      ...Object.fromEntries(files.map(({ id, file }) => [id, fileEntity(file)])),
      ...Object.fromEntries(
        made.map(({ id, output }) => [
          id,
          {
            "prov:label": output.file,
            "uc:kind": output.kind,
            "uc:sha256": output.sha256,
            "dct:license": inherited.licences.map((licence) => licence ?? "none recorded"),
            "uc:attribution": inherited.attributions,
            "uc:openPoints": inherited.openPoints,
          },
        ]),
      ),
    },
    hadMember: numbered(
      files.map(({ id, source }) => ({ "prov:collection": source, "prov:entity": id })),
      "member",
    ),
    wasDerivedFrom: numbered(
      [
        ...sources.flatMap(({ name, derivedFrom }) =>
          derivedFrom.map((other) => [sourceIds.get(name)!, sourceIds.get(other) ?? other] as const),
        ),
        ...made.flatMap(({ id }) => [...sourceIds.values()].map((source) => [id, source] as const)),
      ].map(([generated, used]) => ({ "prov:generatedEntity": generated, "prov:usedEntity": used })),
      "derivation",
    ),
    ...(activity === null ? {} : activityParts(activity, [...sourceIds.values()], made)),
  };
}

function activityParts(
  { name, startedAt, endedAt, software }: NonNullable<ProvenanceRecord["activity"]>,
  sources: readonly string[],
  made: readonly { readonly id: string }[],
): Partial<ProvDocument> {
  const run = "uc:run";
  const agents = Object.entries(software).map(([program, version], index) => [
    `uc:agent-${index + 1}`,
    { "prov:type": "prov:SoftwareAgent", "prov:label": `${program} ${version}` },
  ]);
  return {
    activity: {
      [run]: {
        "prov:label": name,
        ...(startedAt === null ? {} : { "prov:startTime": startedAt }),
        ...(endedAt === null ? {} : { "prov:endTime": endedAt }),
      },
    },
    agent: Object.fromEntries(agents) as ProvDocument["entity"],
    used: numbered(
      sources.map((source) => ({ "prov:activity": run, "prov:entity": source })),
      "use",
    ),
    wasGeneratedBy: numbered(
      made.map(({ id }) => ({ "prov:entity": id, "prov:activity": run })),
      "generation",
    ),
    wasAssociatedWith: numbered(
      agents.map(([id]) => ({ "prov:activity": run, "prov:agent": id })),
      "association",
    ),
  };
}

function sourceEntity(source: SourceRecord): Attributes {
  const { name, role, licence, licenceBasis, attribution, date, method, tracedFrom, transformations } =
    source;
  return {
    "prov:type": "prov:Collection",
    "prov:label": name,
    "uc:role": role,
    ...withoutNull({ "dct:source": source.source, "dct:license": licence, "dct:date": date }),
    "uc:licenceBasis": licenceBasis,
    ...withoutNull({ "uc:attribution": attribution, "uc:method": method, "uc:tracedFrom": tracedFrom }),
    ...(transformations.length === 0 ? {} : { "uc:transformations": transformations }),
    ...(source.openPoints.length === 0 ? {} : { "uc:openPoints": source.openPoints }),
  };
}

function fileEntity({ file, sha256, crs, pixelMetres }: FileRecord): Attributes {
  return {
    "prov:label": file,
    ...withoutNull({ "uc:sha256": sha256, "uc:crs": crs, "uc:pixelMetres": pixelMetres }),
  };
}

/** Identifiers of files are their hashes, so that the same bytes are the same entity in every document. */
function fileId({ file, sha256 }: FileRecord): string {
  return sha256 === null ? `uc:missing-${encodeURIComponent(file)}` : `uc:sha256-${sha256}`;
}

function withoutNull(attributes: Attributes): Attributes {
  return Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== null));
}

function numbered(relations: readonly Attributes[], name: string): Readonly<Record<string, Attributes>> {
  return Object.fromEntries(relations.map((relation, index) => [`_:${name}-${index + 1}`, relation]));
}
