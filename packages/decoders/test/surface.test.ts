import { expectSurface } from "@undercoat/test-utils";
import { test } from "vitest";
import * as surface from "../src/index.ts";
import * as options from "../src/options.ts";

test("exports exactly these names", () => {
  expectSurface(surface, [
    "DecodersError",
    "LateralFpnOptions",
    "UnetOptions",
    "isDecodersError",
    "lateralFpn",
    "unet",
  ]);
  expectSurface(options, ["LateralFpnOptions", "UnetOptions"]);
});
