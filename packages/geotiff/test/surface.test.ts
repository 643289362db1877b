import { expectSurface } from "@undercoat/test-utils";
import { test } from "vitest";
import * as geotiff from "../src/index.ts";

test("the package exports what it lists, and nothing else", () => {
  expectSurface(geotiff, [
    "GeoTiffError",
    "convertGeoTiff",
    "createGeoTiff",
    "createLabelGeoTiff",
    "encodeGeoTiff",
    "isGeoTiffError",
    "openGeoTiff",
    "openGeoTiffBuffer",
    "rasterInfo",
    "writeLabelGeoTiff",
  ]);
});
