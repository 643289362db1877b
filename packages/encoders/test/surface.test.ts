import { expectSurface } from "@undercoat/test-utils";
import { test } from "vitest";
import * as surface from "../src/index.ts";
import * as options from "../src/options.ts";

const SCHEMAS = ["ConvnextOptions", "MobilenetV2Options", "PlainUnetOptions", "ResnetOptions", "TinyOptions"];

test("exports exactly these names", () => {
  expectSurface(surface, [
    "ConvnextOptions",
    ...SCHEMAS.slice(1),
    "convnext",
    "mobilenetV2",
    "plainUnet",
    "resnet",
    "tiny",
  ]);
  expectSurface(options, SCHEMAS);
});
