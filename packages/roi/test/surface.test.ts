import { expectSurface } from "@undercoat/test-utils";
import { test } from "vitest";
import * as surface from "../src/index.ts";
import * as options from "../src/options.ts";

test("exports exactly these names", () => {
  expectSurface(surface, [
    "FIGURE_KEYS",
    "QUANTITY_KEYS",
    "RoiError",
    "assessRoi",
    "curvePair",
    "distributionQuantile",
    "distributionText",
    "isRoiError",
    "parseAssumptions",
    "parseCurve",
    "starterAssumptions",
  ]);
});

test("the options subpath exports exactly these names", () => {
  expectSurface(options, ["AssumptionsOptions", "QuantityOptions"]);
});
