import { expectSurface } from "@undercoat/test-utils";
import { test } from "vitest";
import * as surface from "../src/index.ts";

test("exports exactly these names", () => {
  expectSurface(surface, [
    "IGNORE_INDEX",
    "RasterError",
    "classMapping",
    "classScheme",
    "coarseGrid",
    "cropGeotransform",
    "cropLabels",
    "cropRaster",
    "crsName",
    "decodeLabels",
    "downsampleLabels",
    "downsampleRaster",
    "encodeLabels",
    "gridBounds",
    "gridMismatch",
    "isRasterError",
    "labelMap",
    "mapToPixel",
    "memorySource",
    "padLabels",
    "padRaster",
    "pixelToMap",
    "raster",
    "remapClasses",
    "resampleLabels",
    "resampleRaster",
    "sameCrs",
    "tileWindows",
    "toCodedRaster",
    "toRaster",
    "wholeWindow",
    "windowGrid",
    "windowOfBounds",
    "windowUnder",
  ]);
});
