import * as fc from "fast-check";
import { expect, test } from "vitest";
import { JsonScanner, parsedPart } from "./json-scanner.ts";

/** Pieces of a text, cut anywhere, also inside of a character. */
function piecesOf(text: string, cuts: readonly number[]): Uint8Array[] {
  const bytes = Buffer.from(text);
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).toSorted((a, b) => a - b), bytes.length];
  return places.slice(1).map((to, index) => bytes.subarray(places[index], to));
}

test("any object, cut anywhere, gives the members and items that JSON.parse gives", () => {
  const value = fc.dictionary(
    fc.oneof(fc.constantFrom("features", "type"), fc.string({ unit: "binary" })),
    fc.jsonValue(),
  );
  const spaces = fc.constantFrom(undefined, 1, "\t", "\n\r ");
  void fc.assert(
    fc.property(value, spaces, fc.array(fc.nat(), { maxLength: 20 }), (object, space, cuts) => {
      const text = JSON.stringify(object, null, space);
      const scanner = new JsonScanner("x", ["features"]);
      const parts = piecesOf(text, cuts).flatMap((piece) => scanner.push(piece));
      scanner.end();
      const found = Object.fromEntries(
        parts.filter(({ kind }) => kind === "member").map((part) => [part.key, parsedPart("x", part)]),
      );
      const items = parts.filter(({ kind }) => kind === "item").map((part) => parsedPart("x", part));
      const isList = Array.isArray(object["features"]);
      expect(isList ? { ...found, features: items } : found).toEqual(JSON.parse(text));
      expect(scanner.arrays.has("features")).toBe(isList);
      for (const { offset, bytes } of parts)
        expect(Buffer.from(text).subarray(offset, offset + bytes.length)).toEqual(Buffer.from(bytes));
    }),
    { numRuns: 500 },
  );
});

test("what JSON.parse refuses is refused by the cut or by its parts", () => {
  const whole = JSON.stringify({ type: "F", features: [{ a: [1, "x"] }, 2], b: null });
  void fc.assert(
    fc.property(
      fc.nat(whole.length - 1),
      fc.constantFrom("", ",", "]", "}", "{", '"', "x", ":", "\\"),
      (at, insert) => {
        const text = whole.slice(0, at) + insert + whole.slice(at + 1);
        const outcome = (action: () => void) => {
          try {
            action();
            return true;
          } catch {
            return false;
          }
        };
        const isJson = outcome(() => JSON.parse(text));
        const isRead = outcome(() => {
          const scanner = new JsonScanner("x", ["features"]);
          for (const part of scanner.push(Buffer.from(text))) parsedPart("x", part);
          scanner.end();
        });
        if (isJson !== isRead) expect(text).toMatch(/"(type|features|b)".*"\1"/); // a key twice is refused here
      },
    ),
    { numRuns: 1000 },
  );
});
