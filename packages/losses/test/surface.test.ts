import { expectSurface } from "@undercoat/test-utils";
import { expect, test } from "vitest";
import * as surface from "../src/index.ts";
import * as options from "../src/options.ts";
import { ALL_LOSSES } from "./all-losses.ts";

const SCHEMAS = [
  "CrossEntropyDiceOptions",
  "CrossEntropyOptions",
  "DiceOptions",
  "EarlyLearningMemoryOptions",
  "EarlyLearningOptions",
  "FocalOptions",
  "GeneralisedCrossEntropyOptions",
  "HardBootstrappingOptions",
  "JaccardOptions",
  "JensenShannonOptions",
  "LossName",
  "LossOptions",
  "LovaszOptions",
  "MeanAbsoluteErrorOptions",
  "NoiseRobustDiceOptions",
  "NormalisedCrossEntropyOptions",
  "SoftBootstrappingOptions",
  "SymmetricCrossEntropyOptions",
  "TLossOptions",
  "TransitionOptions",
  "TverskyOptions",
];

/** Exports in small letters that are no losses. */
const OTHERS = ["createEarlyLearningMemory", "isLossesError", "lossSchedule", "namedLoss"];

const LOSSES = [
  "backwardCorrection",
  "crossEntropy",
  "crossEntropyDice",
  "dice",
  "earlyLearning",
  "focal",
  "forwardCorrection",
  "generalisedCrossEntropy",
  "hardBootstrapping",
  "jaccard",
  "jensenShannon",
  "lovasz",
  "meanAbsoluteError",
  "noiseRobustDice",
  "normalisedCrossEntropy",
  "softBootstrapping",
  "sumOfLosses",
  "symmetricCrossEntropy",
  "tLoss",
  "tversky",
];

test("exports exactly these names", () => {
  expectSurface(surface, [...SCHEMAS, ...OTHERS, ...LOSSES, "LossesError"].sort());
  expectSurface(options, SCHEMAS);
});

test("every exported loss is among those that all tests go through", () => {
  const exported = Object.keys(surface).filter((name) => /^[a-z]/.test(name) && !OTHERS.includes(name));
  expect(Object.keys(ALL_LOSSES).sort()).toEqual(exported.sort());
});

test("every exported loss has a name for config files, but for those that options alone do not describe", () => {
  const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  const described = LOSSES.filter((name) => name !== "earlyLearning" && name !== "sumOfLosses").map(kebab);
  const withMatrix = ["backward-correction", "forward-correction"];
  expect([...surface.LossName.options, ...withMatrix].sort()).toEqual(described);
});
