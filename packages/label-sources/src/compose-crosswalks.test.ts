import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { composeCrosswalks } from "./compose-crosswalks.ts";
import { type CrosswalkPair, crosswalk, crosswalkOf, knownCrosswalks, type PairKind } from "./crosswalk.ts";
import { decideCrosswalk } from "./decide-crosswalk.ts";
import { labelSource } from "./label-sources.ts";

const schemeOf = (name: string, count: number) => ({
  name,
  classes: Array.from({ length: count }, (_, value) => ({ value, name: `${name} ${value}` })),
});
const identityOf = (id: string) => {
  const { scheme } = labelSource(id);
  return crosswalkOf(
    scheme,
    scheme,
    scheme.classes.map(({ value }) => ({ from: value, to: value, kind: "exact" })),
  );
};

describe.each(knownCrosswalks())("%s to %s", (from, to) => {
  const walk = crosswalk(from, to);

  test("the identity before it changes nothing, and after it only how notes begin", () => {
    const before = composeCrosswalks(identityOf(from), walk);
    expect(before.pairs.map(({ note, ...pair }) => pair)).toEqual(
      walk.pairs.map(({ note, ...pair }) => pair),
    );
    for (const [index, { note }] of before.pairs.entries())
      expect(note?.replace(/^by way of ".*?": /, "")).toBe(walk.pairs[index]?.note);
    expect(composeCrosswalks(walk, identityOf(to))).toEqual(walk);
  });
});

test("chains carry loss and ambiguity: nothing that a step says is lost", () => {
  for (const [from, middle] of knownCrosswalks())
    for (const [, to] of knownCrosswalks().filter(([start]) => start === middle)) {
      const [first, second] = [crosswalk(from, middle), crosswalk(middle, to)];
      const chain = composeCrosswalks(first, second);
      const unsure = new Set(second.ambiguous);
      for (const [index, pair] of first.pairs.entries()) {
        const made = chain.pairs[index];
        if (made?.to === null) expect(made.kind).toBe("none");
        else if (pair.kind === "ambiguous" || (pair.to !== null && unsure.has(pair.to)))
          expect(chain.ambiguous).toContain(pair.from);
      }
      for (const value of first.lossy) {
        const shared = first.pairs.filter((pair) => pair.to === value).map((pair) => pair.from);
        const ends = chain.pairs.filter((pair) => shared.includes(pair.from)).map((pair) => pair.to);
        expect(new Set(ends).size).toBe(1);
        if (ends[0] !== null) expect(chain.lossy).toContain(ends[0]);
      }
    }
});

const [a, b, c] = [schemeOf("a", 1), schemeOf("b", 1), schemeOf("c", 1)];
const step = (kind: PairKind, to: number | null = kind === "none" ? null : 0): CrosswalkPair[] => [
  { from: 0, to, kind },
];

test.each<[PairKind, PairKind, PairKind]>([
  ["exact", "exact", "exact"],
  ["exact", "narrower", "narrower"],
  ["broader", "exact", "broader"],
  ["narrower", "narrower", "narrower"],
  ["broader", "broader", "broader"],
  ["narrower", "broader", "ambiguous"],
  ["broader", "narrower", "ambiguous"],
  ["ambiguous", "exact", "ambiguous"],
  ["exact", "ambiguous", "ambiguous"],
  ["decided", "ambiguous", "ambiguous"],
  ["decided", "narrower", "narrower"],
  ["broader", "decided", "broader"],
  ["decided", "exact", "decided"],
  ["exact", "decided", "decided"],
  ["ambiguous", "none", "none"],
  ["none", "exact", "none"],
])("%s, then %s, is %s", (first, second, chained) => {
  const chain = composeCrosswalks(crosswalkOf(a, b, step(first)), crosswalkOf(b, c, step(second)));
  expect(chain.pairs[0]?.kind).toBe(chained);
  if (chained === "ambiguous" && first !== "ambiguous" && second !== "ambiguous")
    expect(chain.pairs[0]?.note).toMatch(/than "b 0", which is/);
});

test("a decision that ignores pixels stays one, and a gap between two is refused", () => {
  const dropped = decideCrosswalk(crosswalkOf(b, c, step("ambiguous")), { 0: null });
  const chain = composeCrosswalks(crosswalkOf(a, b, step("ambiguous")), dropped);
  expect(chain.pairs[0]).toMatchObject({ to: null, kind: "decided" });
  expect(() =>
    composeCrosswalks(crosswalk("nlcd", "lcmap"), crosswalk("dfc2020", "dynamic-world")),
  ).toThrowErrorMatchingInlineSnapshot(
    `[LabelSourceError: the first crosswalk ends in scheme "lcmap", but the second starts from "dfc2020"; give a second one that starts there]`,
  );
});

const kinds = fc.constantFrom<PairKind>("exact", "narrower", "broader", "ambiguous", "none", "decided");
const walkOf = (from: string, to: string) =>
  fc.array(fc.record({ kind: kinds, to: fc.nat({ max: 3 }) }), { minLength: 4, maxLength: 4 }).map((rows) =>
    crosswalkOf(
      schemeOf(from, 4),
      schemeOf(to, 4),
      rows.map((row, value) => ({ from: value, kind: row.kind, to: row.kind === "none" ? null : row.to })),
    ),
  );

test("how a chain is bracketed changes neither what classes become nor how sure it is", () => {
  fc.assert(
    fc.property(walkOf("a", "b"), walkOf("b", "c"), walkOf("c", "d"), (first, second, third) => {
      const left = composeCrosswalks(composeCrosswalks(first, second), third);
      const right = composeCrosswalks(first, composeCrosswalks(second, third));
      const plain = ({ pairs }: typeof left) => pairs.map(({ note, ...pair }) => pair);
      expect(plain(left)).toEqual(plain(right));
      expect([left.lossy, left.ambiguous]).toEqual([right.lossy, right.ambiguous]);
    }),
  );
});
