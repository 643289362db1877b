/**
 * Child process of fuzz.test.ts: changes valid files at random and reads them. Prints one line of JSON for every
 * hundred cases and one at the end; whatever is no pixels and no GeoTiffError ends it with a stack.
 */
import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { isGeoTiffError, openGeoTiffBuffer } from "../../src/index.ts";

const [count = "0", seed = "1", ...paths] = process.argv.slice(2);
const files = paths.map((path) => ({ path, bytes: new Uint8Array(readFileSync(path)) }));

/** Milliseconds that no case may take. */
const LONGEST = 2000;

/** Bytes of the headers, where changes do the most. */
const HEAD = 400;

type Change = (bytes: Uint8Array) => Uint8Array;

// Doubles of fast-check are nearly all close to 0, and its whole numbers too: a place is anywhere.
const place = fc.noBias(fc.nat(2 ** 30 - 1)).map((number) => number / 2 ** 30);
const at = (share: number, bytes: Uint8Array) => Math.floor(share * bytes.length);
const spot = fc.tuple(fc.nat(3), place).map(
  ([kind, share]) =>
    (bytes: Uint8Array) =>
      Math.floor(share * (kind === 0 ? Math.min(HEAD, bytes.length) : bytes.length)),
);

/** A byte becomes another one, often one that means much. */
const flip = fc.tuple(spot, fc.oneof(fc.nat(255), fc.constantFrom(0, 1, 127, 128, 255))).map(
  ([where, value]): Change =>
    (bytes) => {
      const changed = bytes.slice();
      changed[where(bytes)] = value;
      return changed;
    },
);
const flipBit = fc.tuple(spot, fc.nat(7)).map(
  ([where, bit]): Change =>
    (bytes) => {
      const changed = bytes.slice();
      changed[where(bytes)]! ^= 1 << bit;
      return changed;
    },
);
const cut = place.map(
  (share): Change =>
    (bytes) =>
      bytes.slice(0, at(share, bytes)),
);

/** A piece of the file, or of another one, is written over another place. */
const splice = fc.tuple(place, spot, fc.nat(200), fc.nat(Math.max(0, files.length - 1))).map(
  ([from, where, length, other]): Change =>
    (bytes) => {
      const changed = bytes.slice();
      const source = files[other]!.bytes;
      const piece = source.subarray(at(from, source), at(from, source) + length);
      const to = where(bytes);
      changed.set(piece.subarray(0, changed.length - to), to);
      return changed;
    },
);

/** A piece is put in, or taken out: all that lies behind it moves. */
const shift = fc.tuple(spot, fc.integer({ min: -40, max: 40 })).map(
  ([where, length]): Change =>
    (bytes) => {
      const to = where(bytes);
      if (length < 0) return new Uint8Array([...bytes.subarray(0, to), ...bytes.subarray(to - length)]);
      return new Uint8Array([...bytes.subarray(0, to + length), ...bytes.subarray(to)]);
    },
);

const change = fc.oneof(
  { arbitrary: flip, weight: 4 },
  { arbitrary: flipBit, weight: 8 },
  { arbitrary: splice, weight: 2 },
  { arbitrary: cut, weight: 1 },
  { arbitrary: shift, weight: 1 },
);
const changes = fc.array(change, { minLength: 1, maxLength: 3, size: "max" });
const tally = { cases: 0, read: 0, refused: 0, slowest: 0 };

await fc.assert(
  fc.asyncProperty(fc.nat(files.length - 1), changes, async (index, list) => {
    const file = files[index]!;
    const start = performance.now();
    const isRead = await readOrRefuse(list.reduce<Uint8Array>((bytes, next) => next(bytes), file.bytes));
    const ms = performance.now() - start;
    tally.cases += 1;
    tally[isRead ? "read" : "refused"] += 1;
    tally.slowest = Math.max(tally.slowest, ms);
    if (ms > LONGEST) throw new RangeError(`${file.path} took ${ms} ms`);
    if (tally.cases % 100 === 0) console.log(JSON.stringify(tally));
  }),
  { numRuns: Number(count), seed: Number(seed), endOnFailure: true },
);
console.log(JSON.stringify({ ...tally, rss: process.resourceUsage().maxRSS * 1024 }));

async function readOrRefuse(bytes: Uint8Array): Promise<boolean> {
  try {
    const source = await openGeoTiffBuffer(bytes, "changed", { largestRead: 2 ** 24, largestBlock: 2 ** 24 });
    for (const [level, { width, height }] of source.levels.entries()) {
      const window = {
        x: Math.max(0, width - 300),
        y: Math.max(0, height - 300),
        width: Math.min(300, width),
        height: Math.min(300, height),
      };
      await source.read({ level, window });
    }
    await source.close();
    return true;
  } catch (error) {
    if (isGeoTiffError(error) && !error.message.includes("\n")) return false;
    throw error;
  }
}
