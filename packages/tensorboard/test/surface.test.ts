import { expectSurface } from "@undercoat/test-utils";
import { test } from "vitest";
import * as surface from "../src/index.ts";

test("the package exports exactly this", () => {
  expectSurface(surface, [
    "TensorboardError",
    "crc32c",
    "encodeRecord",
    "eventRecord",
    "fileVersionRecord",
    "histogramOf",
    "isTensorboardError",
    "maskedCrc32c",
    "wholeRecordBytes",
  ]);
});
