import { expectSurface } from "@undercoat/test-utils";
import { test } from "vitest";
import * as surface from "../src/index.ts";
import * as options from "../src/options.ts";

test("the package exports exactly this", () => {
  expectSurface(surface, [
    "SelfSupervisedError",
    "isSelfSupervisedError",
    "maskedReconstruction",
    "namedPretext",
    "pixelBarlowTwins",
    "rotationPrediction",
    "simSiam",
    "unlabelled",
  ]);
  expectSurface(options, [
    "MaskedReconstructionOptions",
    "PixelBarlowTwinsOptions",
    "PretextName",
    "PretextOptions",
    "RotationPredictionOptions",
    "SimSiamOptions",
    "pretextNameOf",
  ]);
});
