import { expectSurface } from "@undercoat/test-utils";
import { test } from "vitest";
import * as projections from "../src/index.ts";

test("the package exports what it lists, and nothing else", () => {
  expectSurface(projections, [
    "ProjectionError",
    "crsInfo",
    "geodesicArea",
    "geodesicDistance",
    "groundPixelSize",
    "groundScale",
    "isProjectionError",
    "knownCrs",
    "parseCrs",
    "pointTransform",
    "transformLine",
  ]);
});
