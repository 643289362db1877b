import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { createRng, normals, type Rng, restoreRng, shuffled, streamSeed } from "../src/index.ts";

interface StreamCase {
  readonly seed: number;
  readonly path: string;
  readonly streamSeed: number;
  readonly words: readonly number[];
  readonly ints: readonly (readonly [number, number])[];
  readonly shuffled: readonly number[];
  readonly normals: readonly number[];
}

const file = new URL("fixtures/streams/streams.json", import.meta.url);
const fixture: { positions: number[]; cases: StreamCase[] } = JSON.parse(readFileSync(file, "utf8"));
const RANGE_33 = Array.from({ length: 33 }, (_, index) => index);
/** `log` and `cos` of another C library may differ in the last digit. */
const LAST_DIGITS = 1e-14;

const streamOf = ({ seed, path }: StreamCase): Rng => {
  const rng = createRng(seed);
  return path === "" ? rng : rng.fork(path);
};

describe.each(fixture.cases)('seed $seed, path "$path" equals exact integer arithmetic', (golden) => {
  test("in the seed of the stream", () => {
    if (golden.path === "") return;
    expect(streamSeed(golden.path, golden.seed)).toBe(golden.streamSeed);
  });

  test("at every position, also past 4096 and 2^31", () => {
    const { seed, path } = golden;
    const words = fixture.positions.map((position) => restoreRng({ seed, path, position }).next() * 2 ** 32);
    expect(words).toEqual(golden.words);
  });

  test("when numbers are drawn one after the other", () => {
    const rng = streamOf(golden);
    const drawn = Array.from({ length: 20_001 }, () => rng.next() * 2 ** 32);
    fixture.positions.forEach((position, index) => {
      if (position < drawn.length) expect(drawn[position]).toBe(golden.words[index]);
    });
  });

  test("in integers and shuffles", () => {
    const rng = streamOf(golden);
    expect(golden.ints.map(([n]) => rng.int(n))).toEqual(golden.ints.map(([, value]) => value));
    expect(shuffled(RANGE_33, streamOf(golden))).toEqual(golden.shuffled);
  });

  test("in normal numbers", () => {
    const values = normals(golden.normals.length, streamOf(golden));
    golden.normals.forEach((expected, index) => {
      expect(Math.abs((values[index] ?? Number.NaN) - expected)).toBeLessThan(LAST_DIGITS);
    });
  });
});
