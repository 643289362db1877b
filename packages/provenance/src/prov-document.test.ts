import { expect, test } from "vitest";
import { file, source } from "../test/sources.ts";
import { provDocument } from "./prov-document.ts";

const sources = [
  source({ licence: "CC-BY-4.0", licenceBasis: "inferred", attribution: "© Ada" }),
  source({
    name: "noisy",
    role: "labels",
    derivedFrom: ["imagery"],
    files: [file("n.tif", { sha256: null })],
  }),
];
const activity = {
  name: "demo",
  startedAt: "2026-11-27T10:00:00Z",
  endedAt: null,
  software: { undercoat: "0.1.0" },
};
const outputs = [{ file: "models/a/model.json", sha256: "c".repeat(64), kind: "model" }];
const document = provDocument({ name: "demo", sources, activity, outputs });

test("outputs take over licences, attributions and open points of their inputs", () => {
  expect(document.entity["uc:output-1"]).toEqual({
    "prov:label": "models/a/model.json",
    "uc:kind": "model",
    "uc:sha256": "c".repeat(64),
    "dct:license": ["CC-BY-4.0", "none recorded"],
    "uc:attribution": ["© Ada"],
    "uc:openPoints": ["imagery: its licence is inferred"],
  });
});

test("every identifier that a relation names is declared", () => {
  const declared = new Set(
    [document.entity, document.activity ?? {}, document.agent ?? {}].flatMap(Object.keys),
  );
  const relations = [
    document.used,
    document.wasGeneratedBy,
    document.wasAssociatedWith,
    document.wasDerivedFrom,
    document.hadMember,
  ];
  const named = relations.flatMap((relation) =>
    Object.values(relation ?? {}).flatMap((each) => Object.values(each)),
  );
  expect(named.length).toBe(2 * (2 + 1 + 1 + 3 + 2));
  for (const each of named) expect(declared, String(each)).toContain(each);
});

test("data alone have neither activity nor outputs", () => {
  const alone = provDocument({ name: "city", sources, activity: null, outputs: [] });
  expect(Object.keys(alone)).toEqual(["prefix", "entity", "hadMember", "wasDerivedFrom"]);
});
