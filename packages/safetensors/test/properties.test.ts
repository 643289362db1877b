import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  encodeSafetensors,
  isSafetensorsError,
  readSafetensors,
  readSafetensorsHeader,
  type SafetensorsTensor,
  safetensorsPieces,
} from "../src/index.ts";
import { ARRAY_TYPES, TENSOR_TYPES } from "../src/tensor-types.ts";

const tensor = fc
  .record({
    type: fc.constantFrom(...TENSOR_TYPES),
    shape: fc.array(fc.nat({ max: 3 }), { maxLength: 4 }),
    seed: fc.nat(255),
  })
  .map(({ type, shape, seed }): SafetensorsTensor => {
    const size = shape.reduce((product, length) => product * length, 1) * ARRAY_TYPES[type].BYTES_PER_ELEMENT;
    const bytes = Uint8Array.from({ length: size }, (_, i) => (i * 37 + seed) & 0x7f); // no NaN, which equals nothing
    return { type, shape, data: new ARRAY_TYPES[type](bytes.buffer) };
  });
const name = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 12 }),
  fc.constantFrom("__proto__", "constructor", "0", "10", "9", "é", "\u{1F600}", '"', "\\", "\u0000"),
);
const content = fc.record({
  tensors: fc
    .uniqueArray(fc.tuple(name, tensor), { selector: ([key]) => key, maxLength: 6 })
    .map((list) => new Map(list)),
  metadata: fc.option(
    fc.dictionary(fc.string(), fc.string(), { maxKeys: 3 }).map((texts) => new Map(Object.entries(texts))),
  ),
});

/** Rows that do not depend on the order. */
const sorted = (tensors: ReadonlyMap<string, SafetensorsTensor>) =>
  [...tensors].sort(([a], [b]) => (a < b ? -1 : 1));

describe("files of any tensors", () => {
  test("are read as they were written, whatever the order they were given in", () => {
    fc.assert(
      fc.property(content, ({ tensors, metadata }) => {
        const bytes = encodeSafetensors({ tensors, metadata });
        const again = readSafetensors(bytes);
        expect(sorted(again.tensors)).toEqual(sorted(tensors));
        expect(again.metadata).toEqual(metadata);
        expect(encodeSafetensors({ tensors: new Map([...tensors].reverse()), metadata })).toEqual(bytes);
      }),
      { seed: 1 },
    );
  });

  test("are views, of the tensors when written and of the bytes when read", () => {
    fc.assert(
      fc.property(content, ({ tensors, metadata }) => {
        const [, ...pieces] = safetensorsPieces({ tensors, metadata });
        const buffers = [...tensors.values()].map(({ data }) => data.buffer);
        expect(pieces.every(({ buffer }) => buffers.includes(buffer as ArrayBuffer))).toBe(true);
        const bytes = encodeSafetensors({ tensors, metadata });
        for (const { data } of readSafetensors(bytes).tensors.values())
          expect(data.buffer).toBe(bytes.buffer);
      }),
      { seed: 2 },
    );
  });

  test("are read from a place in memory that does not suit their types, too", () => {
    fc.assert(
      fc.property(content, fc.nat(7), ({ tensors, metadata }, offset) => {
        const bytes = encodeSafetensors({ tensors, metadata });
        const moved = new Uint8Array(bytes.length + offset).subarray(offset);
        moved.set(bytes);
        expect(sorted(readSafetensors(moved).tensors)).toEqual(sorted(tensors));
      }),
      { seed: 3 },
    );
  });

  test("cut short anywhere, they are refused; one byte longer, too", () => {
    fc.assert(
      fc.property(content, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (given, share) => {
        const bytes = encodeSafetensors(given);
        const cut = bytes.subarray(0, Math.floor(share * bytes.length));
        expect(refusal(cut)).toBe("TRUNCATED");
        expect(refusal(Uint8Array.of(...bytes, 0))).toBe("LAYOUT_REFUSED");
      }),
      { seed: 4 },
    );
  });

  test("with any byte of the header changed, they are read whole or refused by an error of ours", () => {
    fc.assert(
      fc.property(content, fc.nat(), fc.nat(255), (given, place, value) => {
        const bytes = encodeSafetensors(given);
        const header = readSafetensorsHeader(bytes).dataBegin;
        const changed = bytes.with(place % header, value);
        expect(refusal(changed)).toBeDefined();
      }),
      { seed: 5, numRuns: 2000 },
    );
  });
});

/** The code of the refusal, `"accepted"`, or undefined for an error that is not ours. */
function refusal(bytes: Uint8Array): string | undefined {
  try {
    readSafetensors(bytes);
    return "accepted";
  } catch (error) {
    return isSafetensorsError(error) ? error.code : undefined;
  }
}
