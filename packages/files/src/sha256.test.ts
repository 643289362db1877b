import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { scratchFolder } from "../test/support/scratch.ts";
import { sha256, sha256File } from "./sha256.ts";

test("the digest of the standard's example (FIPS 180-4)", () => {
  const digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
  expect(sha256("abc")).toBe(digest);
  expect(sha256(new Uint8Array([97, 98, 99]))).toBe(digest);
});

test("a view into a larger buffer is hashed without its surroundings", () => {
  expect(sha256(new Uint8Array([0, 97, 98, 99, 0]).subarray(1, 4))).toBe(sha256("abc"));
});

test("a file of several pieces has the digest of its bytes", async () => {
  const path = join(scratchFolder(), "x.bin");
  const bytes = Uint8Array.from({ length: 2_500_000 }, (_, index) => (index * 31) % 253);
  writeFileSync(path, bytes);
  expect(await sha256File(path)).toBe(sha256(bytes));
});

test("a missing file is told, and a signal stops the reading", async () => {
  const path = join(scratchFolder(), "x.bin");
  await expect(sha256File(path)).rejects.toMatchObject({ code: "FILE_MISSING" });
  writeFileSync(path, "abc");
  await expect(sha256File(path, { signal: AbortSignal.abort() })).rejects.toMatchObject({
    name: "AbortError",
  });
});
