import { expectSurface } from "@undercoat/test-utils";
import { test } from "vitest";
import * as surface from "../src/index.ts";

test("exports exactly these names", () => {
  expectSurface(surface, [
    "IGNORE_INDEX",
    "RasterError",
    "classScheme",
    "cropGeotransform",
    "cropLabels",
    "cropRaster",
    "crsName",
    "decodeLabels",
    "downsampleLabels",
    "downsampleRaster",
    "encodeLabels",
    "gridMismatch",
    "isRasterError",
    "labelMap",
    "memorySource",
    "raster",
    "sameCrs",
    "toCodedRaster",
    "toRaster",
    "wholeWindow",
  ]);
});
