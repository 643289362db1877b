import { expect, test } from "vitest";
import { parseAssumptions } from "./parse-assumptions.ts";
import { QUANTITY_KEYS } from "./quantity-table.ts";
import { starterAssumptions } from "./starter-assumptions.ts";

test("is accepted, names every quantity with its units, and gives the defaults of the table", () => {
  const text = starterAssumptions();
  const { quantities, goal } = parseAssumptions(text);
  expect(goal).toBe("fewer-labels");
  for (const key of QUANTITY_KEYS) expect(text).toContain(`${key}:`);
  const bare = parseAssumptions(
    "quantities:\n  plannedLabels: { unit: patch, value: 16, source: us }\n  areaPerPatch: { unit: ha/patch, value: 0.15, source: us }",
  );
  const numbers = (list: typeof quantities) =>
    list.map(({ key, unit, distribution }) => ({ key, unit, distribution }));
  expect(numbers(quantities)).toEqual(numbers(bare.quantities));
  expect(bare.quantities.map(({ origin }) => origin).filter((origin) => origin === "file")).toHaveLength(2);
  expect(quantities.map(({ origin }) => origin)).not.toContain("file");
});

test("what is commented out is accepted once it is not", () => {
  const text = starterAssumptions().replace(/^( {2})# (mapArea|avoidedErrors|errorValue| {2}\w)/gm, "$1$2");
  expect(parseAssumptions(text).quantities).toHaveLength(QUANTITY_KEYS.length);
});

test("compute of a run record fills in only where the file says nothing", () => {
  const computeHours = { hours: 1.5, source: "events.jsonl" };
  const text =
    "quantities:\n  plannedLabels: { unit: patch, value: 16, source: us }\n  areaPerPatch: { unit: ha/patch, value: 0.15, source: us }\n";
  const compute = (extra: string) =>
    parseAssumptions(text + extra, { computeHours }).quantities.find(({ key }) => key === "computeTime");
  expect(compute("")).toMatchObject({
    origin: "run record",
    distribution: { value: 1.5 },
    source: "events.jsonl",
  });
  expect(compute("  computeTime: { unit: min, value: 6, source: us }\n")).toMatchObject({
    origin: "file",
    unit: "min",
  });
});
