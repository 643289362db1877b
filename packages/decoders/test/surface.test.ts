import { expectSurface } from "@undercoat/test-utils";
import { test } from "vitest";
import * as surface from "../src/index.ts";
import * as options from "../src/options.ts";

const OPTIONS = [
  "Deeplabv3plusOptions",
  "FpnOptions",
  "LateralFpnOptions",
  "LinearOptions",
  "LinknetOptions",
  "PspnetOptions",
  "UnetOptions",
  "UpernetOptions",
];

test("exports exactly these names", () => {
  const names = [
    "DecodersError",
    ...OPTIONS,
    "deeplabv3plus",
    "fpn",
    "isDecodersError",
    "lateralFpn",
    "linear",
    "linknet",
    "pspnet",
    "unet",
    "upernet",
  ].sort();
  expectSurface(surface, names);
  expectSurface(options, OPTIONS);
});
