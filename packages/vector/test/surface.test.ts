import { expectSurface } from "@undercoat/test-utils";
import { test } from "vitest";
import * as vector from "../src/index.ts";
import * as options from "../src/options.ts";

test("the package exports what it lists, and nothing else", () => {
  expectSurface(vector, [
    "BurnRuleOptions",
    "CrsOption",
    "OpenVectorOptions",
    "PolygonizeOptions",
    "ReprojectOptions",
    "VectorError",
    "WriteFlatGeobufOptions",
    "WriteGeoJsonOptions",
    "burnRule",
    "collectFeatures",
    "isVectorError",
    "labelBurner",
    "openVector",
    "polygonize",
    "polygonizeStrips",
    "rasterize",
    "reprojectFeatures",
    "writeFlatGeobuf",
    "writeGeoJson",
    "writeGeoJsonLines",
  ]);
  expectSurface(options, [
    "BurnRuleOptions",
    "CrsOption",
    "OpenVectorOptions",
    "PolygonizeOptions",
    "ReprojectOptions",
    "WriteFlatGeobufOptions",
    "WriteGeoJsonOptions",
  ]);
});
