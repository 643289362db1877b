import { createRng } from "@undercoat/random";
import { describe, expect, test } from "vitest";
import { assessRoi, isRoiError, parseAssumptions, parseCurve, starterAssumptions } from "../src/index.ts";
import { AHEAD, city, scores } from "./example-city.ts";

const rng = createRng(0);

function file(line: string): string {
  return `quantities:\n  plannedLabels: { unit: patch, value: 16, source: us }\n  areaPerPatch: { unit: ha/patch, value: 1, source: us }\n  ${line}\n`;
}

function refusal(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (isRoiError(error)) return `${error.code}: ${error.message}`;
    throw error;
  }
  return "accepted";
}

const quantity = (line: string) => refusal(() => parseAssumptions(file(line), { file: "roi.yaml" }));

describe("a quantity that is not what it should be", () => {
  test("no unit", () => {
    expect(quantity("setupCost: { value: 8, source: us }")).toMatchInlineSnapshot(
      `"ASSUMPTION_MISSING: "roi.yaml", line 4: key "quantities.setupCost.unit" is missing, expected a unit: money, h"`,
    );
  });
  test("wrong unit", () => {
    expect(quantity("setupCost: { unit: EUR, value: 8, source: us }")).toMatchInlineSnapshot(
      `"UNIT_WRONG: "roi.yaml", line 4: key "quantities.setupCost" has the unit "EUR", expected one of money, h"`,
    );
    expect(quantity("horizon: { unit: month, value: 8, source: us }")).toMatchInlineSnapshot(
      `"UNIT_WRONG: "roi.yaml", line 4: key "quantities.horizon" has the unit "month", expected "year""`,
    );
  });
  test("no source", () => {
    expect(quantity("setupCost: { unit: h, value: 8 }")).toMatchInlineSnapshot(
      `"ASSUMPTION_MISSING: "roi.yaml", line 4: key "quantities.setupCost.source" is missing, expected a text that says where the number comes from"`,
    );
  });
  test("range upside down", () => {
    expect(
      quantity("setupCost: { unit: h, distribution: uniform, low: 9, high: 8, source: us }"),
    ).toMatchInlineSnapshot(
      `"RANGE_WRONG: "roi.yaml", line 4: key "quantities.setupCost" is upside down: low 9 lies above high 8; swap them"`,
    );
    expect(
      quantity("setupCost: { unit: h, distribution: triangular, low: 1, likely: 9, high: 8, source: us }"),
    ).toMatchInlineSnapshot(
      `"RANGE_WRONG: "roi.yaml", line 4: key "quantities.setupCost" is upside down: likely 9 lies above high 8; swap them"`,
    );
    expect(
      quantity("setupCost: { unit: h, distribution: lognormal, p10: 9, p90: 8, source: us }"),
    ).toMatchInlineSnapshot(
      `"RANGE_WRONG: "roi.yaml", line 4: key "quantities.setupCost" is upside down: p10 9 lies above p90 8; swap them"`,
    );
  });
  test("range without width, without a distribution, or with the numbers of another", () => {
    expect(
      quantity("setupCost: { unit: h, distribution: uniform, low: 8, high: 8, source: us }"),
    ).toMatchInlineSnapshot(
      `"RANGE_WRONG: "roi.yaml", line 4: key "quantities.setupCost" has a range without width, from 8 to 8; give value: 8"`,
    );
    expect(quantity("setupCost: { unit: h, low: 7, high: 8, source: us }")).toMatchInlineSnapshot(
      `"RANGE_WRONG: "roi.yaml", line 4: key "quantities.setupCost" gives low, high without a distribution; add distribution: uniform, triangular or lognormal"`,
    );
    expect(
      quantity("setupCost: { unit: h, distribution: triangular, low: 7, high: 8, source: us }"),
    ).toMatchInlineSnapshot(
      `"ASSUMPTION_MISSING: "roi.yaml", line 4: key "quantities.setupCost" lacks likely, expected low, likely, high for a triangular distribution"`,
    );
    expect(quantity("setupCost: { unit: h, value: 7, high: 8, source: us }")).toMatchInlineSnapshot(
      `"ASSUMPTION_UNKNOWN: "roi.yaml", line 4: key "quantities.setupCost" gives high beside one value; leave that out"`,
    );
    expect(
      quantity("setupCost: { unit: h, distribution: normal, low: 7, high: 8, source: us }"),
    ).toMatchInlineSnapshot(
      `"ASSUMPTION_VALUE: "roi.yaml", line 4: key "quantities.setupCost.distribution" is "normal", expected one of uniform, triangular, lognormal"`,
    );
  });
  test("negative, zero where nothing is zero, not a number", () => {
    expect(quantity("setupCost: { unit: h, value: -8, source: us }")).toMatchInlineSnapshot(
      `"ASSUMPTION_VALUE: "roi.yaml", line 4: key "quantities.setupCost" has value -8, expected 0 or more; a cost or gain has no sign"`,
    );
    expect(quantity("labelCost: { unit: money/h, value: 0, source: us }")).toMatchInlineSnapshot(
      `"ASSUMPTION_VALUE: "roi.yaml", line 4: key "quantities.labelCost" has value 0, expected more than 0"`,
    );
    expect(quantity("setupCost: { unit: h, value: eight, source: us }")).toMatchInlineSnapshot(
      `"ASSUMPTION_VALUE: "roi.yaml", line 4: key "quantities.setupCost.value" is "eight", expected a number"`,
    );
    expect(quantity("setupCost: { unit: h, value: .nan, source: us }")).toMatchInlineSnapshot(
      `"ASSUMPTION_VALUE: "roi.yaml", line 4: key "quantities.setupCost.value" is NaN, expected a number"`,
    );
  });
  test("unknown", () => {
    expect(quantity("setupCosts: { unit: h, value: 8, source: us }")).toMatchInlineSnapshot(
      `"ASSUMPTION_UNKNOWN: "roi.yaml", line 4: key "quantities.setupCosts" is not known; known here: plannedLabels, areaPerPatch, labelCost, annotationTime, reviewShare, staffCost, coarseLabelCost, setupCost, computeTime, computePrice, maintenance, horizon, roundsPerYear, mapArea, avoidedErrors, errorValue"`,
    );
    expect(quantity("setupCost: { unit: h, vale: 8, source: us }")).toMatchInlineSnapshot(
      `"ASSUMPTION_UNKNOWN: "roi.yaml", line 4: key "quantities.setupCost.vale" is not known; known here: unit, value, distribution, low, likely, high, p10, p90, source"`,
    );
  });
});

test("a file that is not what it should be", () => {
  const read = (text: string) => refusal(() => parseAssumptions(text, { file: "roi.yaml" }));
  expect(read("")).toMatchInlineSnapshot(
    `"ASSUMPTION_VALUE: "roi.yaml": the file is empty, expected keys and values"`,
  );
  expect(read("quantities: [")).toMatchInlineSnapshot(
    `"ASSUMPTIONS_UNREADABLE: "roi.yaml" is not readable as YAML or JSON: Flow sequence in block collection must be sufficiently indented and end with a ] at line 1, column 14"`,
  );
  expect(read("quantities: {}")).toMatchInlineSnapshot(
    `"ASSUMPTION_MISSING: "roi.yaml": key "quantities.plannedLabels" is missing, but has no default: accurate patches that would be labelled in one round without noisy pretraining; give it in patch"`,
  );
  expect(read("goal: more-money\nquantities: {}")).toMatchInlineSnapshot(
    `"ASSUMPTION_VALUE: "roi.yaml", line 1: key "goal" is "more-money", expected one of fewer-labels, better-map"`,
  );
  expect(read("level: 2\nquantities: {}")).toMatchInlineSnapshot(
    `"ASSUMPTION_VALUE: "roi.yaml", line 1: key "level" is 2, expected at most 0.99"`,
  );
  expect(read("draws: 10.5\nquantities: {}")).toMatchInlineSnapshot(
    `"ASSUMPTION_VALUE: "roi.yaml", line 1: key "draws" is 10.5, expected a whole number"`,
  );
  expect(read("compare: { candidate: a }\nquantities: {}")).toMatchInlineSnapshot(
    `"ASSUMPTION_MISSING: "roi.yaml", line 1: key "compare.reference" is missing, expected the name of an arm"`,
  );
});

test("a curve that is not what it should be", () => {
  const read = (text: string) => refusal(() => parseCurve(text, "curve.csv"));
  expect(read("")).toMatchInlineSnapshot(
    `"CURVE_UNREADABLE: "curve.csv" has the columns of an empty file, expected arm, labels, seed, score; a curve without seeds has no interval"`,
  );
  expect(read("arm,labels,score\na,4,0.5\n")).toMatchInlineSnapshot(
    `"CURVE_UNREADABLE: "curve.csv" has the columns arm, labels, score, expected arm, labels, seed, score; a curve without seeds has no interval"`,
  );
  expect(read("arm,labels,seed,score\n")).toMatchInlineSnapshot(
    `"CURVE_UNREADABLE: "curve.csv" holds no score, expected rows of arm, labels, seed, score"`,
  );
  expect(read("arm,labels,seed,score\na,4,0,50.1\n")).toMatchInlineSnapshot(
    `"CURVE_UNREADABLE: "curve.csv" line 2: score is 50.1, expected a share from 0 to 1 (points divided by 100)"`,
  );
  expect(read("arm,labels,seed,score\n# why\na,4,,0.5\n")).toMatchInlineSnapshot(
    `"CURVE_UNREADABLE: "curve.csv" line 3: seed is missing or no number, expected a whole number: a curve without seeds has no interval"`,
  );
  expect(read("arm,labels,seed,score\na,4,0\n")).toMatchInlineSnapshot(
    `"CURVE_UNREADABLE: "curve.csv" line 2 has 3 cells, expected 4"`,
  );
  expect(read("[{]")).toMatchInlineSnapshot(
    `"CURVE_UNREADABLE: "curve.csv" is not JSON, though it starts like a list"`,
  );
  expect(read('[{ "arm": "a", "labels": 4, "score": 0.5 }]')).toMatchInlineSnapshot(
    `"CURVE_UNREADABLE: "curve.csv" entry 1: seed is missing or no number, expected a whole number: a curve without seeds has no interval"`,
  );
  expect(read("[3]")).toMatchInlineSnapshot(
    `"CURVE_UNREADABLE: "curve.csv" entry 1: expected exactly arm, labels, seed, score"`,
  );
});

test("curves and assumptions that do not fit each other", () => {
  const assess = (assumptions = city(), points = scores(AHEAD)) =>
    refusal(() => assessRoi(assumptions, { rng, points }));
  expect(assess(city({}, { compare: { candidate: "noise", reference: "random" } }))).toMatchInlineSnapshot(
    `"ARM_UNKNOWN: arm "noise" has no scores, expected one of random, noisy; change "compare" in the assumptions"`,
  );
  expect(assess(city({}, { compare: { candidate: "noisy", reference: "noisy" } }))).toMatchInlineSnapshot(
    `"ARM_UNKNOWN: arm "noisy" is both candidate and reference, expected two arms; change "compare" in the assumptions"`,
  );
  expect(assess(city({}, { compare: undefined }))).toMatchInlineSnapshot(
    `"ASSUMPTION_MISSING: key "compare" is missing, but there are scores of the arms random, noisy; give compare: { candidate: …, reference: … }"`,
  );
  expect(assess(city(), scores(AHEAD).slice(1))).toMatchInlineSnapshot(
    `"CURVE_INCOMPLETE: arm "random" has 0 scores at 8 labels with seed 0, expected 1: both arms need the same seeds everywhere; add what is missing, or leave the seed out"`,
  );
  expect(assess(city(), [...scores(AHEAD), scores(AHEAD)[0]!])).toMatchInlineSnapshot(
    `"CURVE_INCOMPLETE: arm "random" has 2 scores at 8 labels with seed 0, expected 1: both arms need the same seeds everywhere; add what is missing, or leave the seed out"`,
  );
  expect(assess(city(), scores({ random: { 8: 0.4 }, noisy: { 8: 0.5 } }))).toMatchInlineSnapshot(
    `"CURVE_INCOMPLETE: arm "noisy" has scores at 8 labels only, expected at least 2 numbers of labels; run it with other values of finetune.patches"`,
  );
  expect(assess(city({ plannedLabels: { unit: "patch", value: 65 } }))).toMatchInlineSnapshot(
    `"BEYOND_DATA: key "quantities.plannedLabels" is 65 patches, but the curve of arm "random" was measured from 8 to 32 and is followed to 64 at most; plan within that, or train with other numbers of labels"`,
  );
  expect(
    assess(city({ plannedLabels: { unit: "patch", distribution: "uniform", low: 4, high: 20 } })),
  ).toContain("BEYOND_DATA");
});

test("a goal without what it needs", () => {
  const text = starterAssumptions().replace("goal: fewer-labels", "goal: better-map");
  expect(refusal(() => assessRoi(parseAssumptions(text), { rng }))).toMatchInlineSnapshot(
    `"ASSUMPTION_MISSING: goal "better-map" needs quantities.mapArea (ha, km2), quantities.avoidedErrors (error/(ha*point), error/(km2*point)), quantities.errorValue (money/error, h/error, min/error), which are missing; give them, or choose goal: fewer-labels"`,
  );
});
