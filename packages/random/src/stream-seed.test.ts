import { expect, test } from "vitest";
import { fnv1a } from "./internal/hash.ts";
import { streamSeed } from "./stream-seed.ts";

test("the hash equals the published FNV-1a values", () => {
  expect(fnv1a("")).toBe(0x811c9dc5);
  expect(fnv1a("a")).toBe(0xe40c292c);
  expect(fnv1a("foobar")).toBe(0xbf9cf968);
});

test("seed 0 leaves the hash of the path", () => {
  expect(streamSeed("foobar", 0)).toBe(0xbf9cf968);
});

test("a fraction is refused as seed", () => {
  expect(() => streamSeed("a", 1.5)).toThrowErrorMatchingInlineSnapshot(
    `[RandomError: seed is 1.5, but an integer was expected; only its lowest 32 bits count]`,
  );
});
