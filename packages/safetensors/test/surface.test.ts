import { expectSurface } from "@undercoat/test-utils";
import { test } from "vitest";
import * as surface from "../src/index.ts";
import * as options from "../src/options.ts";

test("exports exactly these names", () => {
  expectSurface(surface, [
    "SafetensorsError",
    "SafetensorsReadOptions",
    "encodeSafetensors",
    "isSafetensorsError",
    "readSafetensors",
    "readSafetensorsHeader",
    "safetensorsPieces",
    "toFloat32",
  ]);
  expectSurface(options, ["SafetensorsReadOptions"]);
});
