import { expect, test } from "vitest";
import { DataDescription } from "./data-description.ts";

const imagery = { name: "imagery", role: "image", files: ["*.tif"] };
const issues = (value: unknown) =>
  DataDescription.safeParse(value).error?.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);

test("what is left out counts as not known", () => {
  expect(DataDescription.parse({ name: "city", sources: [imagery] })).toMatchObject({
    use: { commercial: null, publish: null },
    sources: [{ licence: null, licenceBasis: "stated", date: null, method: null, openPoints: [] }],
    accepted: [],
  });
});

test.each(["2021", "2021-06", "2021-06-30", "2019/2021-02"])("%s is a date", (date) => {
  expect(issues({ name: "city", sources: [{ ...imagery, date }] })).toBeUndefined();
});

test("dates that are none, unknown keys, names twice and strangers are refused", () => {
  expect(issues({ name: "city", sources: [{ ...imagery, date: "June" }] })).toMatchInlineSnapshot(`
    [
      "sources.0.date: a date such as 2021, 2021-06 or 2021-06-30, or from/to",
    ]
  `);
  expect(issues({ name: "city", sources: [{ ...imagery, date: "2021/2019" }] })).toMatchInlineSnapshot(`
    [
      "sources.0.date: its first date is later than its last; write from/to",
    ]
  `);
  expect(issues({ name: "city", sources: [{ ...imagery, license: "MIT" }] })?.[0]).toContain("license");
  expect(issues({ name: "city", sources: [imagery, imagery] })).toMatchInlineSnapshot(`
    [
      "sources.1.name: is "imagery", which another source is called; give each its own name",
    ]
  `);
  expect(issues({ name: "city", sources: [{ ...imagery, derivedFrom: ["map"] }] })).toMatchInlineSnapshot(`
    [
      "sources.0.derivedFrom: names "map", but other sources are none",
    ]
  `);
});
