import { describe, expect, test } from "vitest";
import { file, source } from "../test/sources.ts";
import { auditSources } from "./audit.ts";
import type { Acceptance, IntendedUse } from "./data-description.ts";
import type { RuleId } from "./rules-table.ts";
import type { SourceRecord } from "./source-record.ts";

const INSIDE: IntendedUse = { commercial: false, publish: [] };
const UNDECIDED: IntendedUse = { commercial: null, publish: null };
const free = { licence: "CC0-1.0", date: "2021" };

function outcome(
  rule: RuleId,
  sources: readonly SourceRecord[],
  use: IntendedUse = INSIDE,
): string | undefined {
  const { findings } = auditSources({ name: "test", sources, use, accepted: [] });
  const found = findings.find((finding) => finding.rule === rule);
  return found === undefined
    ? undefined
    : `${found.outcome} [${found.sources.join(", ")}] ${found.details[0]}`;
}

describe("licences", () => {
  test("none, or one that was only inferred, is open", () => {
    expect(outcome("no-licence", [source()])).toBe("to do [imagery] imagery: no licence is recorded");
    expect(outcome("no-licence", [source(free)])).toBe("fine [imagery] imagery: CC0-1.0");
    expect(
      outcome("licence-unclear", [source({ ...free, licenceBasis: "inferred", licenceNote: "usual there" })]),
    ).toBe("to do [imagery] imagery: CC0-1.0 is inferred, not stated: usual there");
    expect(outcome("licence-unclear", [source()])).toBeUndefined();
  });

  test("words that are no id are listed with the nearest one, never read as it", () => {
    expect(outcome("unknown-licence", [source({ licence: "CC BY 4.0" })])).toBe(
      'to do [imagery] imagery: "CC BY 4.0" is no SPDX id; the nearest SPDX id is CC-BY-4.0: read the licence, then write its id',
    );
    expect(outcome("attribution-owed", [source({ licence: "CC BY 4.0" })])).toBeUndefined();
    expect(outcome("unknown-licence", [source({ licence: "ask my aunt" })])).toContain(
      "no SPDX id looks like it",
    );
    expect(outcome("unknown-licence", [source({ licence: "OGL-UK-3.0" })])).toContain(
      "its text was not read here",
    );
  });

  test("attribution is fine with its line, and a task without", () => {
    expect(outcome("attribution-owed", [source({ licence: "CC-BY-4.0" })])).toContain("to do [imagery]");
    expect(outcome("attribution-owed", [source({ licence: "CC-BY-4.0", attribution: "© Ada" })])).toBe(
      'fine [imagery] imagery: show "© Ada" wherever results are shown',
    );
  });

  test("non-commercial data: conflict, question or fine, by the use", () => {
    const restricted = [source({ licence: "CC-BY-NC-4.0" })];
    expect(outcome("non-commercial", restricted, { ...INSIDE, commercial: true })).toContain(
      "conflict [imagery]",
    );
    expect(outcome("non-commercial", restricted, UNDECIDED)).toContain("to do [imagery]");
    expect(outcome("non-commercial", restricted)).toContain("fine [imagery]");
    expect(outcome("non-commercial", [source(free)], { ...INSIDE, commercial: true })).toBeUndefined();
  });

  test("share-alike and ODbL depend on what is given away", () => {
    const osm = [source({ name: "osm", role: "labels", licence: "ODbL-1.0" })];
    expect(outcome("share-alike", osm, { ...INSIDE, publish: ["labels"] })).toContain("to do [osm]");
    expect(outcome("share-alike", osm, { ...INSIDE, publish: ["maps"] })).toContain("fine [osm]");
    expect(outcome("odbl-derivative", osm, { ...INSIDE, publish: ["maps"] })).toContain("ask a lawyer [osm]");
    expect(outcome("odbl-derivative", osm, UNDECIDED)).toContain("ask a lawyer [osm]");
    expect(outcome("odbl-derivative", osm)).toContain("fine [osm]");
  });

  test("all licences of an expression hold, and a choice is left to a person", () => {
    const both = [source({ licence: "CC-BY-NC-4.0 AND ODbL-1.0" })];
    expect(outcome("attribution-owed", both)).toContain("to do");
    expect(outcome("licences-collide", both)).toContain(
      "does not let one result obey all of CC-BY-NC-4.0, ODbL-1.0",
    );
    expect(outcome("unknown-licence", both)).toContain("fine");
    const either = [source({ licence: "CC-BY-4.0 OR ODbL-1.0" })];
    expect(outcome("unknown-licence", either)).toBe(
      "to do [imagery] imagery: leaves a choice, CC-BY-4.0 or ODbL-1.0: write the one that you take",
    );
    expect(outcome("share-alike", either)).toBeUndefined();
  });
  test("a share-alike licence collides with another one and with what forbids trade; one, twice, does not", () => {
    const odbl = source({ name: "osm", role: "labels", licence: "ODbL-1.0" });
    expect(outcome("licences-collide", [source({ licence: "CC-BY-SA-4.0" }), odbl])).toContain(
      "conflict [imagery, osm]",
    );
    expect(outcome("licences-collide", [odbl, { ...odbl, name: "osm 2" }])).toContain("fine");
    expect(outcome("licences-collide", [source({ licence: "CC-BY-NC-4.0" }), odbl])).toBe(
      "conflict [imagery, osm] imagery: CC-BY-NC-4.0 does not let one result obey all of CC-BY-NC-4.0, ODbL-1.0",
    );
    expect(outcome("licences-collide", [source({ licence: "CC-BY-4.0" }), odbl])).toContain("fine");
  });

  test("no derivatives is a question for a lawyer once anything is given away", () => {
    const closed = [source({ licence: "CC-BY-NC-ND-4.0" })];
    expect(outcome("no-derivatives", closed, { ...INSIDE, publish: ["model"] })).toContain("ask a lawyer");
    expect(outcome("no-derivatives", closed)).toContain("fine");
  });
});

describe("data", () => {
  test("a file that changed or is gone is named with both hashes", () => {
    const changed = source({ files: [file("a.tif", { recordedSha256: "b".repeat(64) })] });
    expect(outcome("input-changed", [changed])).toBe(
      'conflict [imagery] imagery: "a.tif" changed since the run: SHA-256 was bbbbbbbbbbbb…, is aaaaaaaaaaaa…',
    );
    expect(outcome("input-changed", [source({ files: [file("a.tif", { sha256: null })] })])).toBe(
      'conflict [imagery] imagery: "a.tif" is not there',
    );
    const same = source({ files: [file("a.tif", { recordedSha256: "a".repeat(64) })] });
    expect(outcome("input-changed", [same])).toBe(
      "fine [imagery] imagery: 1 of 1 files as the run read them",
    );
  });

  test("pixels below half a metre, or of unknown size, raise a question", () => {
    const pixels = (pixelMetres: number | null) => [source({ files: [file("a.tif", { pixelMetres })] })];
    expect(outcome("fine-resolution", pixels(0.3))).toBe(
      "to do [imagery] imagery: pixels of 0.30 m, finer than 0.5 m",
    );
    expect(outcome("fine-resolution", pixels(0.5))).toContain("fine");
    expect(outcome("fine-resolution", pixels(null))).toContain("not known");
  });

  test("labels older than the image, or without a date", () => {
    const pair = (image: string | null, labels: string | null) => [
      source({ date: image }),
      source({ name: "map", role: "labels", date: labels }),
    ];
    expect(outcome("labels-older", pair("2021", "2011"))).toBe(
      'to do [map] map: of 2011, but "imagery" of 2021',
    );
    expect(outcome("labels-older", pair("2021-06", "2021"))).toContain("fine");
    expect(outcome("labels-older", pair("2021-06-30", "2021-06-29"))).toContain("to do");
    expect(outcome("labels-older", pair("2021-06-30", "2021-05/2021-07"))).toContain("fine");
    expect(outcome("labels-older", pair("2021", null))).toBe("to do [map] map: its date is not recorded");
  });

  test("OpenStreetMap changes, so it needs its day", () => {
    const osm = { name: "osm", role: "labels", source: "OpenStreetMap extract" } as const;
    expect(outcome("changes-often", [source(osm)])).toContain("to do [osm]");
    expect(outcome("changes-often", [source({ ...osm, date: "2024-05-01" })])).toContain("fine [osm]");
    expect(outcome("changes-often", [source({ ...osm, changesOften: false })])).toBeUndefined();
  });

  test("several CRS and several epochs", () => {
    const utm = file("a.tif");
    expect(outcome("mixed-crs", [source({ files: [utm, file("b.tif", { crs: "EPSG:3857" })] })])).toBe(
      "to do [imagery] imagery: EPSG:32633, EPSG:3857",
    );
    expect(outcome("mixed-crs", [source({ files: [file("a.tif", { crs: null })] })])).toContain(
      "unknown CRS",
    );
    const later = source({ name: "later", date: "2024" });
    expect(outcome("mixed-epoch", [source({ date: "2018" }), later])).toContain("to do [imagery, later]");
    expect(outcome("mixed-epoch", [later])).toContain("fine");
  });

  test("labels: how they came about, and the terms of what they were drawn from", () => {
    const labels = (parts: object) => [source({ name: "map", role: "labels", ...parts })];
    expect(outcome("machine-made-labels", labels({}))).toContain("to do [map]");
    expect(outcome("machine-made-labels", labels({ method: "simulated" }))).toContain("say so wherever");
    expect(outcome("imagery-terms", labels({ method: "hand-traced" }))).toContain(
      "not recorded from which imagery",
    );
    expect(
      outcome("imagery-terms", labels({ method: "hand-traced", tracedFrom: "x", tracingTerms: "y" })),
    ).toContain("fine");
  });

  test("open points of a person are repeated", () => {
    expect(outcome("open-points", [source({ openPoints: ["who flew?"] })])).toBe(
      "to do [imagery] imagery: who flew?",
    );
  });
});

describe("acceptances", () => {
  const accept = (parts: Partial<Acceptance>): Acceptance => ({
    rule: "no-licence",
    reason: "mine",
    date: "2026-11-27",
    ...parts,
  });
  const audit = (accepted: readonly Acceptance[]) =>
    auditSources({
      name: "test",
      sources: [source(), source({ name: "second", date: "2021" })],
      use: INSIDE,
      accepted,
    });

  test("close a point only when they cover all of its sources", () => {
    const before = audit([]).open;
    expect(audit([accept({})]).open).toBe(before - 1);
    expect(audit([accept({ source: "second" })]).open).toBe(before);
    expect(audit([accept({ source: "second" }), accept({ source: "imagery" })]).open).toBe(before - 1);
  });

  test("stay visible with reason and day; one that nothing needed is told", () => {
    const { findings, unneeded } = audit([accept({}), accept({ rule: "mixed-crs" })]);
    expect(findings.find(({ rule }) => rule === "no-licence")?.accepted).toEqual([accept({})]);
    expect(unneeded).toEqual([accept({ rule: "mixed-crs" })]);
  });

  test("of unknown rules and sources are refused", () => {
    expect(() => audit([accept({ rule: "no-license" })])).toThrowErrorMatchingInlineSnapshot(
      `[ProvenanceError: rule "no-license" is accepted, but the rules are input-changed, no-licence, unknown-licence, licence-unclear, attribution-owed, share-alike, odbl-derivative, non-commercial, no-derivatives, licences-collide, imagery-terms, fine-resolution, labels-older, changes-often, mixed-crs, mixed-epoch, machine-made-labels, open-points; name one of them]`,
    );
    expect(() => audit([accept({ source: "third" })])).toThrowErrorMatchingInlineSnapshot(
      `[ProvenanceError: rule "no-licence" is accepted for "third", but the sources are imagery, second; name one of them]`,
    );
  });
});

test("nothing is ever called legal", () => {
  const { findings } = auditSources({ name: "t", sources: [source(free)], use: INSIDE, accepted: [] });
  expect(new Set(findings.map(({ outcome: each }) => each))).toEqual(new Set(["fine"]));
  expect(JSON.stringify(findings)).not.toMatch(/\blegal\b/);
});
