import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { scratchFolder } from "../test/support/scratch.ts";
import { readJson, writeJsonAtomic } from "./json.ts";

test("what is written is read back", async () => {
  const path = join(scratchFolder(), "x.json");
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), async (value) => {
      await writeJsonAtomic(path, value);
      expect(await readJson(path)).toEqual(JSON.parse(JSON.stringify(value)));
    }),
    { numRuns: 30, seed: 7 },
  );
});

test("the text is indented and ends with a line break", async () => {
  const path = join(scratchFolder(), "x.json");
  await writeJsonAtomic(path, { a: [1] });
  expect(readFileSync(path, "utf8")).toBe('{\n  "a": [\n    1\n  ]\n}\n');
});

test("a number that JSON cannot hold is refused by its key, and nothing is written", async () => {
  const path = join(scratchFolder(), "x.json");
  await expect(writeJsonAtomic(path, { scores: { iou: Number.NaN } })).rejects.toMatchObject({
    code: "NOT_JSON",
    message: `cannot write "${path}" as JSON: key "iou" is NaN, which JSON cannot hold; expected finite numbers, text, lists, objects, null`,
  });
  await expect(writeJsonAtomic(path, undefined)).rejects.toMatchObject({ code: "NOT_JSON" });
  const cycle: Record<string, unknown> = {};
  cycle["self"] = cycle;
  await expect(writeJsonAtomic(path, cycle)).rejects.toMatchObject({ code: "NOT_JSON" });
  expect(existsSync(path)).toBe(false);
});

test("a text that is no JSON is told in one line with the parser's words", async () => {
  const path = join(scratchFolder(), "x.json");
  writeFileSync(path, '{\n  "a": 1,\n}\n');
  const error = await readJson(path).catch((cause: unknown) => cause);
  expect(error).toMatchObject({ code: "NOT_JSON" });
  expect(String(error)).toContain(`"${path}" is not JSON: `);
  expect(String(error)).not.toContain("\n");
});
