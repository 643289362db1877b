import { expectSurface } from "@undercoat/test-utils";
import { test } from "vitest";
import * as surface from "../src/index.ts";

test("exports exactly these names", () => {
  expectSurface(surface, [
    "PRETRAINED_WEIGHTS",
    "PretrainedWeightsError",
    "fetchWeights",
    "findWeights",
    "isPretrainedWeightsError",
  ]);
});
