import { expectSurface } from "@undercoat/test-utils";
import { test } from "vitest";
import * as surface from "../src/index.ts";
import * as options from "../src/options.ts";

test("the package exports what it lists, and nothing else", () => {
  expectSurface(surface, [
    "StudiesError",
    "StudyRow",
    "StudyTable",
    "expandStudy",
    "gainOf",
    "isStudiesError",
    "learningCurves",
    "placeNoise",
    "sensitivityMap",
    "studyTableCsv",
  ]);
  expectSurface(options, ["AxisValue", "StudyAxis", "StudyOptions"]);
});
