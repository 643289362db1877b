import { expectSurface } from "@undercoat/test-utils";
import { test } from "vitest";
import * as surface from "../src/index.ts";

test("exports exactly these names", () => {
  expectSurface(surface, [
    "ChartsError",
    "barChart",
    "escapeHtml",
    "formatNumber",
    "heatMap",
    "intervalChart",
    "isChartsError",
    "lineChart",
    "renderTable",
    "tornadoChart",
  ]);
});
