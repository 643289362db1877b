import { expectSurface } from "@undercoat/test-utils";
import { test } from "vitest";
import * as surface from "../src/index.ts";

test("exports exactly these names", () => {
  expectSurface(surface, [
    "MorphologyError",
    "blockMajority",
    "classMap",
    "complement",
    "connectedComponents",
    "connectedRegions",
    "contours",
    "dilate",
    "erode",
    "footprint",
    "isMorphologyError",
    "nearRoom",
    "nearRows",
    "repeatBlocks",
    "signedDistance",
    "squaredDistance",
  ]);
});
