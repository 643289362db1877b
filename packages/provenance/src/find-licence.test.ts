import fc from "fast-check";
import { expect, test } from "vitest";
import { factsThatHold, findLicence } from "./find-licence.ts";
import { LICENCES, OTHER_IDS } from "./licences-table.ts";

test.each([
  ["CC BY 4.0", "CC-BY-4.0"],
  ["ODbL", "ODbL-1.0"],
  ["odbl 1.0", "ODbL-1.0"],
  ["CC-BY-NC-SA 4", "CC-BY-NC-SA-4.0"],
  ["CC-BZ-4.0", "CC-BY-4.0"],
  ["free for all", null],
  ["x", null],
])("%s is unknown; nearest: %s", (words, nearest) => {
  expect(findLicence(words)).toEqual({ kind: "unknown", words: [words], nearest });
});

test("expressions are taken apart; parts that were not read keep their names", () => {
  expect(findLicence("MIT OR Apache-2.0")).toEqual({
    kind: "expression",
    joined: "or",
    parts: [
      { kind: "not read", id: "MIT" },
      { kind: "not read", id: "Apache-2.0" },
    ],
  });
  const all = findLicence("CC-BY-4.0 AND (ODbL-1.0 AND GPL-2.0-only WITH Classpath-exception-2.0)");
  expect(all).toMatchObject({
    joined: "and",
    parts: [{ kind: "known" }, { kind: "known" }, { kind: "not read" }],
  });
  expect(factsThatHold(all).map(({ id }) => id)).toEqual(["CC-BY-4.0", "ODbL-1.0"]);
  expect(factsThatHold(findLicence("CC-BY-4.0 OR ODbL-1.0"))).toEqual([]);
  expect(factsThatHold(findLicence("CC0-1.0 AND (CC-BY-4.0 OR ODbL-1.0)")).map(({ id }) => id)).toEqual([
    "CC0-1.0",
  ]);
});

test.each([
  ["CC-BY-4.0 AND My-City", ["My-City"], null],
  ["CC BY 4.0 AND ODbL-1.0", ["CC BY 4.0"], "CC-BY-4.0"],
  ["OGL OR free for all", ["OGL", "free for all"], "OGL-Canada-2.0"],
  ["CC-BY-4.0 AND", ["CC-BY-4.0 AND"], null],
  ["ODbL-1.0, CC-BY-4.0", ["ODbL-1.0, CC-BY-4.0"], null],
])("the parts of %s that are no ids are listed, not guessed", (words, unknown, nearest) => {
  expect(findLicence(words)).toMatchObject({ kind: "unknown", words: unknown, nearest });
});

test("ids are found whatever their case, and each stands once", () => {
  const ids = [...LICENCES.map(({ id }) => id), ...OTHER_IDS];
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(findLicence(id.toLowerCase()).kind).not.toBe("unknown");
});

test("every fact says where it was read, and obligations fit the family", () => {
  for (const { id, facts, family, shareAlike, nonCommercial, noDerivatives } of LICENCES) {
    expect(facts.length, id).toBeGreaterThan(0);
    for (const { where } of facts) expect(where, id).toMatch(/https:\/\//);
    if (family === "public domain" || family === "permissive")
      expect([shareAlike, nonCommercial, noDerivatives], id).toEqual([false, false, false]);
  }
});

test("no words are read as a licence that they do not name", () => {
  fc.assert(
    fc.property(fc.string(), (words) => {
      const found = findLicence(words);
      if (found.kind === "known") expect(found.facts.id.toLowerCase()).toBe(words.trim().toLowerCase());
    }),
  );
});
