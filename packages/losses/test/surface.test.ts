import { expectSurface } from "@undercoat/test-utils";
import { test } from "vitest";
import * as surface from "../src/index.ts";
import * as options from "../src/options.ts";

test("exports exactly these names", () => {
  expectSurface(surface, [
    "CrossEntropyDiceOptions",
    "CrossEntropyOptions",
    "DiceOptions",
    "LossesError",
    "crossEntropy",
    "crossEntropyDice",
    "dice",
    "isLossesError",
    "sumOfLosses",
  ]);
  expectSurface(options, ["CrossEntropyDiceOptions", "CrossEntropyOptions", "DiceOptions"]);
});
