import { expectSurface } from "@undercoat/test-utils";
import { test } from "vitest";
import * as surface from "../src/index.ts";

test("exports exactly these names", () => {
  expectSurface(surface, [
    "ReportError",
    "encodePng",
    "isReportError",
    "labelPicture",
    "renderEvaluation",
    "renderLayerStudy",
    "renderPilot",
    "renderReport",
    "renderRoi",
    "renderStudy",
  ]);
});
