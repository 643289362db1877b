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
    "contours",
    "dilate",
    "erode",
    "footprint",
    "isMorphologyError",
    "repeatBlocks",
    "signedDistance",
    "squaredDistance",
  ]);
});
