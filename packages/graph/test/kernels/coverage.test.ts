import { expect, test } from "vitest";
import { LOWER_RULES, RECORD_RULES } from "../../src/kernels/kernels.ts";
import { convolutionCases, depthwiseCases } from "./cases/convolutions.ts";
import { binaryCases, unaryCases } from "./cases/elementwise.ts";
import { normalisationCases, poolingCases, resizingCases } from "./cases/images.ts";
import { layerCases } from "./cases/layers.ts";
import { cuttingCases, productCases, reduceCases, shapeCases } from "./cases/moving.ts";

const TABLES = [
  unaryCases,
  binaryCases,
  shapeCases,
  cuttingCases,
  productCases,
  reduceCases,
  convolutionCases,
  depthwiseCases,
  poolingCases,
  resizingCases,
  normalisationCases,
  layerCases,
];

test("every kernel with a recording rule is in a case", () => {
  const covered = new Set(TABLES.flat().flatMap(({ covers }) => covers));
  const without = Object.keys(RECORD_RULES).filter((kernel) => !covered.has(kernel));
  expect(without, "write a case in test/kernels/cases").toEqual([]);
  expect(
    [...covered].filter((kernel) => !(kernel in RECORD_RULES)),
    "cases of unknown kernels",
  ).toEqual([]);
});

test("names of cases are different, so that a failure says which", () => {
  for (const table of TABLES) {
    const names = table.map(({ name }) => name);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  }
});

test("no lowering rule is left over: each is recorded under its name", () => {
  // op names that recording rules use beside kernel names
  const own = [
    "Resample",
    "ResampleGrad",
    "Resize",
    "ResizeGrad",
    "Upsample",
    "UpsampleGrad",
    "BatchNormTraining",
    "BatchStatistic",
    "Normalise",
  ];
  const unknown = Object.keys(LOWER_RULES).filter((op) => !(op in RECORD_RULES) && !own.includes(op));
  expect(unknown).toEqual([]);
});
