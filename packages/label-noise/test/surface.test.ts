import { expectSurface } from "@undercoat/test-utils";
import { test } from "vitest";
import * as surface from "../src/index.ts";
import * as options from "../src/options.ts";

const schemas = [
  "BoundaryNoiseOptions",
  "ClassConditionalNoiseOptions",
  "CoarseningNoiseOptions",
  "LabelNoiseOptions",
  "MisregistrationNoiseOptions",
  "OmissionNoiseOptions",
];

test("exports exactly these names", () => {
  expectSurface(surface, [
    "BoundaryNoiseOptions",
    "ClassConditionalNoiseOptions",
    "CoarseningNoiseOptions",
    "LabelNoiseError",
    "LabelNoiseOptions",
    "MisregistrationNoiseOptions",
    "OmissionNoiseOptions",
    "boundaryNoise",
    "classConditionalNoise",
    "coarseningNoise",
    "isLabelNoiseError",
    "labelNoise",
    "misregistrationNoise",
    "noiseSequence",
    "omissionNoise",
    "symmetricMatrix",
  ]);
  expectSurface(options, schemas);
});
