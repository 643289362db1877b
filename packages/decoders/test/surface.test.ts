import { expectSurface } from "@undercoat/test-utils";
import { test } from "vitest";
import * as surface from "../src/index.ts";
import * as options from "../src/options.ts";

const OPTIONS = [
  "FpnOptions",
  "LateralFpnOptions",
  "LinearOptions",
  "LinknetOptions",
  "PspnetOptions",
  "UnetOptions",
];

test("exports exactly these names", () => {
  const names = [
    "DecodersError",
    ...OPTIONS,
    "fpn",
    "isDecodersError",
    "lateralFpn",
    "linear",
    "linknet",
    "pspnet",
    "unet",
  ];
  expectSurface(surface, names);
  expectSurface(options, OPTIONS);
});
