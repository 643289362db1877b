import { expectSurface } from "@undercoat/test-utils";
import { test } from "vitest";
import * as surface from "../src/index.ts";
import * as options from "../src/options.ts";

test("the package exports exactly this", () => {
  expectSurface(surface, [
    "AveragingOptions",
    "CheckpointRetention",
    "OptimizerOptions",
    "PlateauOptions",
    "ScheduleOptions",
    "TrainingError",
    "TrainingOptions",
    "adamSlots",
    "adamUpdateInto",
    "checkpointFolder",
    "clipScale",
    "decodeCheckpoint",
    "emaDecayAt",
    "emaInto",
    "encodeCheckpoint",
    "fit",
    "freezePhaseAt",
    "gradualUnfreezing",
    "isTrainingError",
    "learningRateAt",
    "linearProbeThenFinetune",
    "meanInto",
    "namedOptimizer",
    "namedSchedule",
    "plateauAfter",
    "plateauStart",
    "sgdUpdateInto",
  ]);
});

test("the options subpath exports exactly this", () => {
  expectSurface(options, [
    "AveragingOptions",
    "CheckpointRetention",
    "OptimizerOptions",
    "PlateauOptions",
    "ScheduleOptions",
    "TrainingOptions",
  ]);
});
